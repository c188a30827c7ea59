package io.zoetrope.tasks.redis;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.zoetrope.tasks.Lease;
import io.zoetrope.tasks.QueueOptions;
import io.zoetrope.tasks.QueueUnavailableException;
import io.zoetrope.tasks.Task;
import io.zoetrope.tasks.TaskFilter;
import io.zoetrope.tasks.TaskOptions;
import io.zoetrope.tasks.TaskRequest;
import io.zoetrope.tasks.TaskState;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** What a queue in Redis does beyond the contract of all queues: restarts, silence, wake-ups. */
class RedisTaskQueueOwnIT {
  private static final Duration SOON = Duration.ofSeconds(10);
  private static final JsonNode PAYLOAD = new JsonMapper().readTree("{\"camera\":\"door\"}");

  @TempDir Path folder;
  private RedisServer server;
  private RedisConnections redis;
  private RedisStreamTopic events;
  private RedisTaskQueue queue;

  @BeforeEach
  void open() {
    server = RedisServer.start(folder);
    redis = new RedisConnections(server.address());
    events = new RedisStreamTopic(redis, RedisStreamTopic.EVENTS);
    queue =
        new RedisTaskQueue(redis, events, QueueOptions.STANDARD.withLease(Duration.ofMillis(1500)));
  }

  @AfterEach
  void close() {
    queue.close();
    events.close();
    redis.close();
    server.close();
  }

  @Test
  void aTaskIsTakenAndDoneAndItsResultIsFound() throws Exception {
    Task submitted = queue.submit(new TaskRequest("clip", PAYLOAD));
    assertThat(queue.find(submitted.id())).contains(submitted);

    Lease lease = queue.leases().take(Set.of("clip"), "w", 1, SOON).getFirst();
    assertThat(lease.task().state()).isEqualTo(TaskState.RUNNING);
    assertThat(queue.leases().done(lease, PAYLOAD)).isTrue();

    Task done = queue.await(submitted.id(), SOON).orElseThrow();
    assertThat(done.state()).isEqualTo(TaskState.DONE);
    assertThat(done.result()).contains(PAYLOAD);
    assertThat(queue.counts()).containsEntry(TaskState.DONE, 1L);
  }

  @Test
  void aTaskWakesAWaitingWorker() throws Exception {
    queue.leases().take(Set.of("clip"), "w", 1, Duration.ofMillis(10));
    Thread later =
        Thread.ofVirtual()
            .start(() -> submitQuietly(TaskOptions.STANDARD.withDelay(Duration.ofMillis(300))));
    List<Lease> taken = queue.leases().take(Set.of("clip", "snapshot"), "w", 5, SOON);
    later.join();
    assertThat(taken).hasSize(1);
  }

  @Test
  void aTaskWhoseLeaseRanOutComesBack() throws Exception {
    queue.submit(new TaskRequest("clip", PAYLOAD));
    Lease lost = queue.leases().take(Set.of("clip"), "w", 1, SOON).getFirst();
    Lease again = queue.leases().take(Set.of("clip"), "w", 1, SOON).getFirst();
    assertThat(again.task().attempt()).isEqualTo(2);
    assertThat(queue.leases().done(lost, PAYLOAD)).isFalse();
    assertThat(queue.leases().done(again, PAYLOAD)).isTrue();
  }

  @Test
  void aBrokenRecordIsLeftOutOfTheListAndHarmsNoOther() throws Exception {
    Task first = queue.submit(new TaskRequest("clip", PAYLOAD));
    for (String field : List.of("kind", "payload", "state", "priority", "submitted", "notBefore")) {
      submitBroken(key -> redis.call(commands -> commands.hdel(key, field)));
      submitBroken(key -> redis.call(commands -> commands.hset(key, field, "{")));
    }
    for (String field : List.of("attempt", "attempts", "keep", "deadline", "lease", "percent")) {
      submitBroken(key -> redis.call(commands -> commands.hset(key, field, "x")));
    }
    submitBroken(key -> redis.call(commands -> commands.set(key, "no hash")));
    Task last = queue.submit(new TaskRequest("clip", PAYLOAD));

    assertThat(queue.list(TaskFilter.ALL)).extracting(Task::id).contains(first.id(), last.id());
    assertThat(
            queue.list(
                new TaskFilter(Optional.empty(), Optional.of("clip"), Optional.empty(), 100)))
        .extracting(Task::id)
        .contains(first.id(), last.id());
    assertThat(queue.counts()).containsKey(TaskState.QUEUED);
    List<String> done = new ArrayList<>();
    while (!done.contains(last.id())) {
      for (Lease lease : queue.leases().take(Set.of("clip"), "w", 3, SOON)) {
        done.add(lease.task().id());
        queue.leases().done(lease, PAYLOAD);
      }
    }
    assertThat(done).startsWith(first.id());
    // Time goes on for the others: a lease that runs out comes back.
    Lease again = takenAfterItsLeaseRanOut();
    assertThat(again.task().attempt()).isEqualTo(2);
    assertThat(queue.find(last.id()).map(Task::state)).contains(TaskState.DONE);
  }

  @Test
  void aTaskThatCannotBeReadSaysSoAndWhatToDo() throws Exception {
    String id = submitBroken(key -> redis.call(commands -> commands.hset(key, "state", "odd")));

    assertThatThrownBy(() -> queue.find(id))
        .isInstanceOf(QueueUnavailableException.class)
        .hasMessage(
            "The task %s in Redis cannot be read (its field 'state' is none that a task can have). If its key is not needed, delete it."
                .formatted(id));
  }

  private Lease takenAfterItsLeaseRanOut() throws Exception {
    queue.submit(new TaskRequest("clip", PAYLOAD));
    queue.leases().take(Set.of("clip"), "w", 1, SOON);
    return queue.leases().take(Set.of("clip"), "w", 1, SOON).getFirst();
  }

  private String submitBroken(Consumer<String> breaking) throws Exception {
    String id = queue.submit(new TaskRequest("clip", PAYLOAD)).id();
    breaking.accept(RedisTaskQueue.PREFIX + "task:" + id);
    return id;
  }

  private void submitQuietly(TaskOptions options) {
    try {
      queue.submit(new TaskRequest("clip", PAYLOAD, options));
    } catch (Exception e) {
      throw new AssertionError(e);
    }
  }
}
