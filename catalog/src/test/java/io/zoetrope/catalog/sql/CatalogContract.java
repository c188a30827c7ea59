package io.zoetrope.catalog.sql;

import static io.zoetrope.catalog.sql.SampleRows.START;
import static io.zoetrope.catalog.sql.SampleRows.all;
import static io.zoetrope.catalog.sql.SampleRows.event;
import static io.zoetrope.catalog.sql.SampleRows.events;
import static io.zoetrope.catalog.sql.SampleRows.task;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.zoetrope.catalog.EventRecord;
import io.zoetrope.catalog.TaskRecord;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** What a catalog keeps, whatever database it is in. See also {@link TableContract}. */
abstract class CatalogContract extends SharedCatalogContract {
  @Test
  void whatWasAddedComesBackUnchangedEvenAfterReopening() throws Exception {
    List<EventRecord> events =
        List.of(
            event(1, START.plusNanos(1000), "task", null),
            event(2, START, "camera", "Tür \"1\" 🎥"),
            event(3, Instant.parse("1969-12-31T23:59:59.000001Z"), "camera", "door"));
    List<TaskRecord> tasks =
        List.of(
            task("b", "done", 2, START.plusSeconds(1).plusNanos(999_000)),
            task("a", "queued", 0, null));

    catalog.add(events, tasks);
    catalog.close();
    catalog = DatabaseCatalog.open(address);

    assertThat(all(catalog.events())).isEqualTo(events);
    assertThat(all(catalog.tasks())).isEqualTo(tasks);
  }

  @Test
  void anEventAddedTwiceIsKeptOnce() throws Exception {
    catalog.add(events(0, 3), List.of());
    catalog.add(events(1, 5), List.of());
    catalog.add(List.of(event(5), event(5)), List.of());

    assertThat(all(catalog.events())).isEqualTo(events(0, 6).reversed());
  }

  @Test
  void eventsOfTheSameTimeKeepTheirOrder() throws Exception {
    List<EventRecord> told =
        IntStream.range(0, 20).mapToObj(number -> event(number, START, "camera", null)).toList();
    catalog.add(told, List.of());

    assertThat(all(catalog.events())).isEqualTo(told.reversed());
  }

  @Test
  void allOrNothingIsKept() throws Exception {
    catalog.add(events(0, 1), List.of());
    EventRecord late = event(7, Instant.MAX, "camera", null);
    List<TaskRecord> tasks = new ArrayList<>(List.of(task("a", "queued", 0, null)));
    tasks.add(null);

    assertThatThrownBy(() -> catalog.add(List.of(late), tasks));

    assertThat(all(catalog.events())).isEqualTo(events(0, 1));
    assertThat(all(catalog.tasks())).isEmpty();
  }

  @Test
  void charactersThatNoDatabaseTakesAreReplaced() throws Exception {
    catalog.add(
        List.of(new EventRecord("1-\0", Instant.MAX, "a\ud83d", "\udfa5b", "x".repeat(300_000))),
        List.of());

    assertThat(all(catalog.events()))
        .containsExactly(
            new EventRecord(
                "1-\ufffd",
                Instant.parse("9999-12-31T23:59:59.999999Z"),
                "a\ufffd",
                "\ufffdb",
                "x".repeat(300_000)));
  }

  @Test
  void theNewestStateOfATaskIsKeptInWhateverOrderItArrives() throws Exception {
    List<TaskRecord> life =
        List.of(
            task("a", "queued", 0, null),
            task("a", "running", 1, START.plusMillis(1)),
            // Given back by a worker that was stopped.
            task("a", "queued", 0, START.plusMillis(1)),
            task("a", "running", 1, START.plusMillis(2)),
            // To be tried again.
            task("a", "queued", 1, START.plusMillis(2)),
            task("a", "running", 2, START.plusMillis(3)),
            task("a", "done", 2, START.plusMillis(3)));
    Random random = new Random(42);
    for (int round = 0; round < 60; round++) {
      String id = "task-" + round;
      int until = 1 + round % life.size();
      List<TaskRecord> told = new ArrayList<>(life.subList(0, until));
      told.addAll(life.subList(0, until));
      Collections.shuffle(told, random);
      for (TaskRecord each : told) {
        catalog.add(List.of(), List.of(named(id, each)));
      }
      assertThat(all(catalog.tasks()).getFirst()).isEqualTo(named(id, life.get(until - 1)));
      catalog.add(List.of(), List.of(named(id, task("a", "done", 9, START.plusMillis(9)))));
      catalog.forgetBefore(START.plusSeconds(1));
    }
  }

  @Test
  void anEndIsFinal() throws Exception {
    catalog.add(List.of(), List.of(task("a", "cancelled", 1, START)));
    catalog.add(List.of(), List.of(task("a", "done", 2, START.plusSeconds(5))));

    assertThat(all(catalog.tasks())).containsExactly(task("a", "cancelled", 1, START));
  }

  @Test
  void theNewestEventIsTheOneAddedLastEvenIfForgotten() throws Exception {
    assertThat(catalog.newestEvent()).isEmpty();
    catalog.add(events(0, 3), List.of(task("a", "queued", 0, null)));
    assertThat(catalog.newestEvent()).contains(event(2).id());
    catalog.add(events(0, 2), List.of());
    assertThat(catalog.newestEvent()).contains(event(2).id());

    catalog.forgetBefore(START.plusSeconds(60));

    assertThat(all(catalog.events())).isEmpty();
    assertThat(catalog.newestEvent()).contains(event(2).id());
  }

  @Test
  void olderRowsAreForgottenExceptUnfinishedTasks() throws Exception {
    List<TaskRecord> tasks =
        IntStream.range(0, 1200)
            .mapToObj(n -> task("task-%04d".formatted(n), START.plusMillis(n), "clip", null))
            .toList();
    catalog.add(events(0, 1300), tasks);
    catalog.add(List.of(), List.of(task("running", "running", 1, START)));

    assertThat(catalog.forgetBefore(START.plusMillis(1100))).isEqualTo(2200);

    assertThat(all(catalog.events())).isEqualTo(events(1100, 1300).reversed());
    assertThat(all(catalog.tasks()))
        .isEqualTo(
            IntStream.rangeClosed(0, 100)
                .mapToObj(n -> n < 100 ? tasks.get(1199 - n) : task("running", "running", 1, START))
                .toList());
    assertThat(catalog.forgetBefore(START.plusMillis(1100))).isZero();
  }

  private static TaskRecord named(String id, TaskRecord task) {
    return new TaskRecord(
        id,
        task.kind(),
        task.camera(),
        task.state(),
        task.attempt(),
        task.submitted(),
        task.started(),
        task.ended(),
        task.payload(),
        task.result(),
        task.error(),
        task.file(),
        task.fileType(),
        task.fileSizeBytes());
  }
}
