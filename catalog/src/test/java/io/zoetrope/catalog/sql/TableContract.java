package io.zoetrope.catalog.sql;

import static io.zoetrope.catalog.sql.SampleRows.START;
import static io.zoetrope.catalog.sql.SampleRows.all;
import static io.zoetrope.catalog.sql.SampleRows.event;
import static io.zoetrope.catalog.sql.SampleRows.events;
import static io.zoetrope.catalog.sql.SampleRows.query;
import static io.zoetrope.catalog.sql.SampleRows.task;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.zoetrope.catalog.EventRecord;
import io.zoetrope.catalog.TaskRecord;
import io.zoetrope.rows.BadPageTokenException;
import io.zoetrope.rows.Cursor;
import io.zoetrope.rows.TableQuery;
import io.zoetrope.rows.TableSource;
import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** How the tables of a catalog are read, whatever database it is in. */
abstract class TableContract extends CursorContract {
  private static final List<String> CAMERAS = List.of("door", "yard");
  private static final List<String> KINDS = List.of("camera", "task", "viewers");
  private static final List<String> ASKED_CAMERAS = List.of("door", "yard", "yard,none,door");
  private static final List<String> ASKED_KINDS =
      List.of("camera", "task", "viewers", "task,camera", "viewers,none,camera,task,viewers");

  @Test
  void everyCombinationOfFiltersGivesWhatItSays() throws Exception {
    Random random = new Random(7);
    List<EventRecord> events = new ArrayList<>();
    List<TaskRecord> tasks = new ArrayList<>();
    for (int i = 0; i < 300; i++) {
      // Times come again, and are not in order.
      Instant at = START.plusMillis(random.nextInt(60));
      String camera = random.nextInt(3) == 0 ? null : CAMERAS.get(random.nextInt(2));
      String kind = KINDS.get(random.nextInt(3));
      events.add(event(i, at, kind, camera));
      tasks.add(task("task-%03d".formatted(i), at, kind, camera));
    }
    catalog.add(events, tasks);
    check(catalog.events(), events, EventRecord::at, EventRecord::camera, EventRecord::kind);
    check(catalog.tasks(), tasks, TaskRecord::submitted, TaskRecord::camera, TaskRecord::kind);
  }

  /**
   * @param rows in the order in which those of one time were told
   */
  private static <T> void check(
      TableSource<T> table,
      List<T> rows,
      Function<T, Instant> time,
      Function<T, @Nullable String> camera,
      Function<T, String> kind)
      throws Exception {
    List<T> newestFirst =
        rows.reversed().stream().sorted(Comparator.comparing(time).reversed()).toList();
    Random random = new Random(8);
    for (int i = 0; i < 200; i++) {
      Instant from = random.nextBoolean() ? START.plusMillis(random.nextInt(60)) : null;
      // Between two microseconds.
      Instant to = random.nextBoolean() ? START.plusMillis(random.nextInt(60)).plusNanos(1) : null;
      String of = random.nextBoolean() ? ASKED_CAMERAS.get(random.nextInt(3)) : null;
      String like = random.nextBoolean() ? ASKED_KINDS.get(random.nextInt(5)) : null;
      int after = random.nextBoolean() ? random.nextInt(newestFirst.size()) : -1;
      long most = random.nextBoolean() ? random.nextInt(1, 20) : Long.MAX_VALUE;
      Stream<T> expected =
          newestFirst.stream()
              .skip(after + 1L)
              .filter(row -> from == null || !time.apply(row).isBefore(from))
              .filter(row -> to == null || time.apply(row).isBefore(to))
              .filter(row -> of == null || Arrays.asList(of.split(",")).contains(camera.apply(row)))
              .filter(row -> like == null || List.of(like.split(",")).contains(kind.apply(row)))
              .limit(most);
      String position = after < 0 ? null : table.position(newestFirst.get(after));
      TableQuery query = query(from, to, of, like, position, most);
      assertThat(all(table, query)).as(query.toString()).isEqualTo(expected.toList());
    }
  }

  @Test
  void pagesTakenWhileEventsAreAddedHoldEachEarlierOneOnce() throws Exception {
    catalog.add(events(0, 95), List.of());
    List<EventRecord> seen = new ArrayList<>();
    TableQuery page = TableQuery.ALL.withMost(10);
    List<EventRecord> rows = all(catalog.events(), page);
    for (int added = 95; !rows.isEmpty(); added++) {
      seen.addAll(rows);
      catalog.add(events(added, added + 1), List.of());
      String position = catalog.events().position(rows.getLast());
      assertThat(position).matches("[A-Za-z0-9-]+");
      rows = all(catalog.events(), page.withAfter(position));
    }
    assertThat(seen).isEqualTo(events(0, 95).reversed());
  }

  @Test
  void aPageContinuesAfterAForgottenRow() throws Exception {
    catalog.add(events(0, 5), List.of());
    String position = catalog.events().position(event(3));
    catalog.forgetBefore(event(4).at());
    catalog.add(events(1, 3), List.of());

    assertThat(all(catalog.events(), TableQuery.ALL.withAfter(position)))
        .isEqualTo(events(1, 3).reversed());
  }

  @Test
  void anInvalidPositionIsRefused() {
    for (String wrong :
        List.of("", "1", "-", "x-y", "1-xyz", "1-0", "'--", "zzzzzzzzzzzzzzzzz-00")) {
      assertThatThrownBy(() -> catalog.events().open(TableQuery.ALL.withAfter(wrong)))
          .isInstanceOf(BadPageTokenException.class)
          .hasMessageContaining("after");
    }
  }

  @Test
  void aFilterThatTheTableDoesNotHaveIsRefused() {
    Map<String, List<String>> filters = Map.of("detail", List.of("{}"));
    TableQuery query =
        new TableQuery(Optional.empty(), Optional.empty(), filters, Optional.empty(), 9);
    assertThatThrownBy(() -> catalog.events().open(query))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("The table events has the filters [camera, kind], not [detail]");
  }

  @Test
  void filtersAreValuesAndNothingElse() throws Exception {
    catalog.add(events(0, 2), List.of());
    for (String odd : List.of("' OR 1=1 --", "door\0", "%", "")) {
      assertThat(all(catalog.events(), query(null, null, odd, null, null, 9))).isEmpty();
    }
    TableQuery ever = query(Instant.MIN, Instant.MAX, "door", "camera", null, Long.MAX_VALUE);
    assertThat(all(catalog.events(), ever)).hasSize(2);
    assertThat(all(catalog.events(), query(Instant.MAX, Instant.MIN, null, null, null, 9)))
        .isEmpty();
  }

  @Test
  void aCursorSeesTheRowsAsTheyWereWhileOthersWriteAndForget() throws Exception {
    catalog.add(events(0, 3000), List.of());
    AtomicInteger added = new AtomicInteger(3000);
    List<EventRecord> seen = new ArrayList<>();
    try (Cursor<EventRecord> cursor = catalog.events().open(TableQuery.ALL)) {
      Thread writer = Thread.ofVirtual().start(() -> addAndForget(added));
      await().until(() -> added.get() > 3300);
      for (EventRecord row = cursor.next(); row != null; row = cursor.next()) {
        seen.add(row);
      }
      writer.interrupt();
      writer.join();
    }
    assertThat(seen).isEqualTo(events(0, 3000).reversed());
    assertThat(all(catalog.events()).getLast()).isNotEqualTo(event(0));
  }

  private void addAndForget(AtomicInteger added) {
    while (!Thread.currentThread().isInterrupted()) {
      int number = added.get();
      try {
        catalog.add(events(number, number + 10), List.of());
        catalog.forgetBefore(START.plusMillis(number - 3000));
        added.addAndGet(10);
      } catch (IOException e) {
        // It was interrupted while it waited.
        return;
      }
    }
  }

  @Test
  void aCursorClosedHalfwayReturnsItsConnectionAtOnce() throws Exception {
    catalog.add(events(0, 1000), List.of());
    for (int round = 0; round < 200; round++) {
      Cursor<EventRecord> cursor = catalog.events().open(TableQuery.ALL);
      for (int i = 0; i < round; i++) {
        cursor.next();
      }
      assertThat(catalog.connections().inUse()).isOne();
      cursor.close();
      cursor.close();
      assertThat(cursor.next()).isNull();
      assertThat(catalog.connections().inUse()).isZero();
    }
  }
}
