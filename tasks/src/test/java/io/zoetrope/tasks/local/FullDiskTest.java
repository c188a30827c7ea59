package io.zoetrope.tasks.local;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.zoetrope.tasks.QueueOptions;
import io.zoetrope.tasks.QueueUnavailableException;
import io.zoetrope.tasks.Task;
import io.zoetrope.tasks.TaskJson;
import io.zoetrope.tasks.TaskRequest;
import io.zoetrope.tasks.TaskState;
import io.zoetrope.tasks.topic.RingTopic;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Objects;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A disk without room, as SQLite meets it when its file may not grow. */
class FullDiskTest {
  private static final Clock CLOCK = Clock.systemUTC();
  private static final TaskRequest REQUEST =
      new TaskRequest("a", TaskJson.parse('"' + "x".repeat(5000) + '"'));

  @TempDir Path folder;

  @Test
  void callsFailWithASentenceWhileTheDiskIsFullAndWorkAgainAfterwards() {
    Transactions transactions =
        new Transactions(
            Optional.of(folder.resolve("tasks.db")),
            QueueOptions.STANDARD,
            new RingTopic(10, CLOCK),
            CLOCK);
    try (Writer writer = new Writer(transactions)) {
      submit(writer);
      pages(writer, 30);
      assertThatThrownBy(() -> submitMany(writer))
          .isInstanceOf(QueueUnavailableException.class)
          .hasMessageContaining("No room is left on the disk")
          .hasMessageContaining("tasks.db");
      assertThat(counted(writer)).isEqualTo(rows(writer)).isGreaterThan(1);
      pages(writer, 100_000);
      long before = rows(writer);
      submit(writer);
      assertThat(counted(writer)).isEqualTo(before + 1);
    }
  }

  private static void submitMany(Writer writer) {
    for (int i = 0; i < 100; i++) {
      submit(writer);
    }
  }

  private static Task submit(Writer writer) {
    String payload = REQUEST.payload().toString();
    return run(writer, tables -> tables.submissions().submit(REQUEST, payload));
  }

  private static void pages(Writer writer, int most) {
    run(writer, tables -> tables.database().rows("PRAGMA max_page_count = " + most, _ -> true));
  }

  private static long counted(Writer writer) {
    return run(writer, tables -> tables.changes().count(TaskState.QUEUED));
  }

  private static long rows(Writer writer) {
    return run(writer, tables -> tables.lookup().counts("*").get(TaskState.QUEUED));
  }

  private static <T> T run(Writer writer, DatabaseCommand.Work<T> work) {
    return Objects.requireNonNull(writer.call(new DatabaseCommand<>(work, null, true, null)));
  }
}
