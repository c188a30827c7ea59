package io.zoetrope.tasks.local;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.zoetrope.tasks.Lease;
import io.zoetrope.tasks.QueueUnavailableException;
import io.zoetrope.tasks.Task;
import io.zoetrope.tasks.TaskFilter;
import io.zoetrope.tasks.TaskState;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Properties;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.sqlite.JDBC;

/** Files that are damaged, of somebody else, deleted or put back. */
class SqliteFileReplacedIT extends SqliteFileFixture {
  @Test
  void aDamagedFileIsLeftAloneAndNamed() throws Exception {
    Files.createDirectories(file().getParent());
    Files.writeString(file(), "This is no database. ".repeat(1000));
    byte[] before = Files.readAllBytes(file());
    assertThatThrownBy(this::open)
        .isInstanceOf(QueueUnavailableException.class)
        .hasMessageContaining(file().toString())
        .hasMessageContaining("is damaged");
    assertThat(Files.readAllBytes(file())).isEqualTo(before);
    assertThat(filesBesides()).isEmpty();
  }

  @Test
  void aFileThatWasOverwrittenInItsMiddleIsLeftAloneAndNamed() throws Exception {
    try (SqliteTaskQueue queue = open()) {
      for (int i = 0; i < 500; i++) {
        queue.submit(REQUEST);
      }
    }
    byte[] damaged = Files.readAllBytes(file());
    for (int i = damaged.length / 2; i < damaged.length / 2 + 8192; i++) {
      damaged[i] = 0x55;
    }
    Files.write(file(), damaged);
    assertThatThrownBy(this::open)
        .isInstanceOf(QueueUnavailableException.class)
        .hasMessageContaining("is damaged");
    assertThat(Files.readAllBytes(file())).isEqualTo(damaged);
  }

  @Test
  void aDatabaseOfSomebodyElseIsLeftAlone() throws Exception {
    Files.createDirectories(file().getParent());
    try (var other = JDBC.createConnection("jdbc:sqlite:" + file(), new Properties());
        var statement = other.createStatement()) {
      statement.execute("CREATE TABLE photos (name TEXT)");
    }
    assertThatThrownBy(this::open)
        .isInstanceOf(QueueUnavailableException.class)
        .hasMessageContaining("not a file of tasks");
  }

  @Test
  void anEmptyFileThatAKilledServerLeftIsFilled() throws Exception {
    Files.createDirectories(file().getParent());
    Files.createFile(file());
    try (SqliteTaskQueue queue = open()) {
      assertThat(queue.submit(REQUEST).state()).isEqualTo(TaskState.QUEUED);
    }
  }

  @Test
  void tasksGoIntoANewFileWhenTheFolderIsDeleted() throws Exception {
    try (SqliteTaskQueue queue = open()) {
      Task lost = queue.submit(REQUEST);
      Lease running = take(queue);
      deleteFolder();

      assertThat(queue.list(TaskFilter.ALL)).isEmpty();
      assertThat(queue.find(lost.id())).isEmpty();
      assertThat(queue.counts()).containsEntry(TaskState.RUNNING, 0L);
      assertThat(queue.leases().renew(running)).isFalse();
      assertThat(queue.leases().done(running, NOTHING)).isFalse();
      Task kept = queue.submit(REQUEST);
      assertThat(file()).exists();
      assertThat(take(queue).task().id()).isEqualTo(kept.id());
      assertThat(queue.counts()).containsEntry(TaskState.RUNNING, 1L);
    }
    try (SqliteTaskQueue queue = open()) {
      assertThat(queue.list(TaskFilter.ALL)).hasSize(1);
    }
  }

  @Test
  void aWaitingWorkerGetsATaskOfTheNewFile() throws Exception {
    try (SqliteTaskQueue queue = open()) {
      queue.submit(REQUEST);
      take(queue);
      CompletableFuture<Lease> waiting = new CompletableFuture<>();
      Thread worker =
          Thread.ofVirtual()
              .start(() -> {
                try {
                  waiting.complete(take(queue));
                } catch (InterruptedException e) {
                  waiting.completeExceptionally(e);
                }
              });
      deleteFolder();
      Task kept = queue.submit(REQUEST);

      assertThat(waiting.get(1, TimeUnit.MINUTES).task().id()).isEqualTo(kept.id());
      worker.join();
    }
  }

  @Test
  void aCopyThatWasPutBackIsUsed() throws Exception {
    Task before;
    try (SqliteTaskQueue queue = open()) {
      before = queue.submit(REQUEST);
    }
    Path copy = Files.copy(file(), folder.resolve("copy.db"));
    try (SqliteTaskQueue queue = open()) {
      queue.submit(REQUEST);
      deleteFolder();
      Files.createDirectories(file().getParent());
      Files.move(copy, file());

      queue.submit(REQUEST);
      assertThat(queue.list(TaskFilter.ALL)).extracting(Task::id).contains(before.id()).hasSize(2);
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "DROP TABLE task; CREATE TABLE tasks (id TEXT)",
        "DROP INDEX due",
        "ALTER TABLE task DROP COLUMN result",
        "ALTER TABLE task RENAME COLUMN note TO remark",
      })
  void aFileWithOtherTablesIsLeftAloneAndNamed(String change) throws Exception {
    try (SqliteTaskQueue queue = open()) {
      queue.submit(REQUEST);
    }
    try (var other = JDBC.createConnection("jdbc:sqlite:" + file(), new Properties());
        var statement = other.createStatement()) {
      statement.executeUpdate(change);
    }
    byte[] before = Files.readAllBytes(file());

    assertThatThrownBy(this::open)
        .isInstanceOf(QueueUnavailableException.class)
        .hasMessage(
            "%s is damaged, or not a file of tasks. It was left as it is: move it away to start with a new one."
                .formatted(file()));
    assertThat(Files.readAllBytes(file())).isEqualTo(before);
  }

  private void deleteFolder() throws IOException {
    for (String name : filesBesides()) {
      Files.delete(file().resolveSibling(name));
    }
    Files.delete(file());
    Files.delete(file().getParent());
  }

  private List<String> filesBesides() throws IOException {
    try (var files = Files.list(file().getParent())) {
      return files
          .map(path -> path.getFileName().toString())
          .filter(name -> !name.equals("tasks.db"))
          .toList();
    }
  }
}
