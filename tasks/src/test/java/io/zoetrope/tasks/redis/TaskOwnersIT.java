package io.zoetrope.tasks.redis;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.zoetrope.tasks.Lease;
import io.zoetrope.tasks.QueueOptions;
import io.zoetrope.tasks.Task;
import io.zoetrope.tasks.TaskOptions;
import io.zoetrope.tasks.TaskRequest;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Set;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Tasks that belong to one of many who share a Redis. */
class TaskOwnersIT {
  private static final Duration SOON = Duration.ofSeconds(10);
  private static final Duration NOW = Duration.ofMillis(20);
  private static final Set<String> CLIPS = Set.of("clip");
  private static final JsonNode PAYLOAD = new JsonMapper().readTree("{}");

  @TempDir Path folder;
  private RedisServer server;
  private RedisConnections redis;
  private RedisStreamTopic events;
  private final Deque<RedisTaskQueue> queues = new ArrayDeque<>();
  private final AtomicReference<Set<String>> served = new AtomicReference<>(Set.of());
  private RedisTaskQueue attic;
  private RedisTaskQueue barn;
  private RedisTaskQueue worker;

  @BeforeEach
  void open() {
    server = RedisServer.start(folder);
    redis = new RedisConnections(server.address());
    events = new RedisStreamTopic(redis, RedisStreamTopic.EVENTS);
    attic = queue(TaskOwners.only("attic", kind -> !kind.equals("mail")));
    barn = queue(TaskOwners.only("barn", _ -> true));
    worker = queue(TaskOwners.serving(served::get));
  }

  @AfterEach
  void close() {
    queues.forEach(RedisTaskQueue::close);
    events.close();
    redis.close();
    server.close();
  }

  @Test
  void aTaskIsGivenToItsOwnerOnly() throws Exception {
    Task task = barn.submit(new TaskRequest("clip", PAYLOAD));
    assertThat(attic.leases().take(CLIPS, "w", 5, NOW)).isEmpty();
    assertThat(worker.leases().take(CLIPS, "w", 5, NOW)).isEmpty();

    Lease lease = barn.leases().take(CLIPS, "w", 5, SOON).getFirst();
    assertThat(lease.task().id()).isEqualTo(task.id());
    assertThat(barn.leases().done(lease, PAYLOAD)).isTrue();
    assertThat(worker.owner(task.id())).contains("barn");
  }

  @Test
  void aTaskGoesToAWorkerThatServesItsOwnerByThen() throws Exception {
    Task task = barn.submit(new TaskRequest("clip", PAYLOAD));
    served.set(Set.of("attic"));
    assertThat(worker.leases().take(CLIPS, "w", 5, NOW)).isEmpty();
    served.set(Set.of("attic", "barn"));
    assertThat(worker.leases().take(CLIPS, "w", 5, SOON))
        .extracting(lease -> lease.task().id())
        .containsExactly(task.id());
  }

  @Test
  void oneKindMayHaveNoOwner() throws Exception {
    Task mail = attic.submit(new TaskRequest("mail", PAYLOAD));
    assertThat(worker.owner(mail.id())).isEmpty();
    assertThat(barn.leases().take(Set.of("mail"), "w", 5, SOON)).hasSize(1);
  }

  @Test
  void aTaskKeepsItsOwnerWhenItIsDelayedGivenBackAndRetried() throws Exception {
    attic.submit(
        new TaskRequest("clip", PAYLOAD, TaskOptions.STANDARD.withDelay(Duration.ofMillis(100))));
    Lease first = attic.leases().take(CLIPS, "w", 1, SOON).getFirst();
    assertThat(attic.leases().giveBack(first)).isTrue();
    assertThat(barn.leases().take(CLIPS, "w", 1, NOW)).isEmpty();
    Lease second = attic.leases().take(CLIPS, "w", 1, SOON).getFirst();
    assertThat(attic.leases().retry(second, "No.", Duration.ofMillis(50))).isTrue();
    assertThat(barn.leases().take(CLIPS, "w", 1, Duration.ofMillis(300))).isEmpty();
    attic.leases().take(CLIPS, "w", 1, SOON);
    // Its lease runs out.
    assertThat(barn.leases().take(CLIPS, "w", 1, Duration.ofMillis(800))).isEmpty();
    Lease last = attic.leases().take(CLIPS, "w", 1, SOON).getFirst();
    assertThat(attic.leases().done(last, PAYLOAD)).isTrue();
  }

  @Test
  void theSameKeyIsOneTaskWhoeverSubmitsIt() throws Exception {
    TaskOptions once = TaskOptions.STANDARD.withIdempotencyKey("nightly");
    Task first = attic.submit(new TaskRequest("clip", PAYLOAD, once));
    assertThat(barn.submit(new TaskRequest("clip", PAYLOAD, once)).id()).isEqualTo(first.id());
    assertThat(barn.owner(first.id())).contains("attic");
  }

  @Test
  void anAmbiguousOwnerIsRefused() {
    for (String name : List.of("", "a:b", "A", "x".repeat(65))) {
      assertThatIllegalArgumentException()
          .isThrownBy(() -> TaskOwners.only(name, _ -> true))
          .withMessageContaining("not '" + name + "'");
    }
  }

  private RedisTaskQueue queue(TaskOwners owners) {
    RedisTaskQueue queue =
        new RedisTaskQueue(
            redis,
            events,
            QueueOptions.STANDARD.withLease(Duration.ofMillis(1500)),
            RedisTaskQueue.PREFIX,
            owners);
    queues.add(queue);
    return queue;
  }
}
