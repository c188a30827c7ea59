package io.zoetrope.tasks.local;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.zoetrope.tasks.Lease;
import io.zoetrope.tasks.QueueUnavailableException;
import io.zoetrope.tasks.Task;
import io.zoetrope.tasks.TaskFilter;
import io.zoetrope.tasks.TaskJson;
import io.zoetrope.tasks.TaskOptions;
import io.zoetrope.tasks.TaskRequest;
import io.zoetrope.tasks.TaskState;
import java.time.Duration;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** What becomes of the file in which a single server keeps its tasks. */
class SqliteFileIT extends SqliteFileFixture {
  @Test
  void theFileIsCreatedForTheFirstTaskOnly() throws Exception {
    try (SqliteTaskQueue queue = open()) {
      assertThat(queue.list(TaskFilter.ALL)).isEmpty();
      assertThat(queue.find("x")).isEmpty();
      assertThat(queue.leases().take(Set.of("a"), "w", 1, Duration.ZERO)).isEmpty();
      assertThat(file().getParent()).doesNotExist();
      queue.submit(REQUEST);
      assertThat(file()).exists();
    }
  }

  @Test
  void tasksSurviveARestartAndRunningOnesAreQueuedAgainAtOnce() throws Exception {
    Task waits;
    Task ran;
    Task done;
    try (SqliteTaskQueue queue = open()) {
      done = queue.submit(REQUEST);
      queue.leases().done(take(queue), TaskJson.parse("{\"n\":1}"));
      ran = queue.submit(REQUEST);
      take(queue);
      waits = queue.submit(REQUEST);
    }
    try (SqliteTaskQueue queue = open()) {
      assertThat(queue.find(done.id()).flatMap(Task::result)).contains(TaskJson.parse("{\"n\":1}"));
      assertThat(queue.counts())
          .containsEntry(TaskState.QUEUED, 2L)
          .containsEntry(TaskState.DONE, 1L);
      Lease again = take(queue);
      assertThat(again.task().id()).isEqualTo(ran.id());
      assertThat(again.task().attempt()).isEqualTo(2);
      assertThat(again.task().error()).contains("The server ended in the middle of it.");
      assertThat(take(queue).task().id()).isEqualTo(waits.id());
    }
  }

  @Test
  void aTaskThatCrashesTheServerEachTimeEndsDead() throws Exception {
    Task task;
    try (SqliteTaskQueue queue = open()) {
      task = queue.submit(new TaskRequest("a", NOTHING, TaskOptions.STANDARD.withAttempts(1)));
      take(queue);
    }
    try (SqliteTaskQueue queue = open()) {
      assertThat(queue.find(task.id()).map(Task::state)).contains(TaskState.DEAD);
    }
  }

  @Test
  void aSecondServerInTheSameFolderIsRefused() throws Exception {
    try (SqliteTaskQueue first = open()) {
      first.submit(REQUEST);
      assertThatThrownBy(this::open)
          .isInstanceOf(QueueUnavailableException.class)
          .hasMessageContaining("in use by another server. Give each server a data folder");
      assertThat(first.submit(REQUEST).state()).isEqualTo(TaskState.QUEUED);
    }
  }

  @Test
  void aSecondServerThatCameBeforeTheFileIsRefusedAtItsFirstTask() throws Exception {
    try (SqliteTaskQueue first = open();
        SqliteTaskQueue second = open()) {
      first.submit(REQUEST);
      assertThatThrownBy(() -> second.submit(REQUEST))
          .isInstanceOf(QueueUnavailableException.class)
          .hasMessageContaining("in use by another server");
    }
  }
}
