package io.zoetrope.automation.webhook;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.zoetrope.automation.webhook.TestReceiver.Received;
import io.zoetrope.base.Backoff;
import io.zoetrope.core.time.SystemTimekeeper;
import io.zoetrope.tasks.QueueOptions;
import io.zoetrope.tasks.Task;
import io.zoetrope.tasks.TaskFilter;
import io.zoetrope.tasks.TaskQueue;
import io.zoetrope.tasks.TaskRequest;
import io.zoetrope.tasks.local.SqliteTaskQueue;
import io.zoetrope.tasks.topic.RingTopic;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.junit.jupiter.api.AfterEach;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** What the tests of WebhooksIT and WebhookFailuresIT share. */
abstract class WebhooksFixture {
  static final WebhookTimings FAST =
      new WebhookTimings(
          Duration.ofSeconds(1),
          Duration.ofSeconds(30),
          new Backoff(Duration.ofMillis(20), Duration.ofMillis(100)),
          new Backoff(Duration.ofMillis(20), Duration.ofMillis(20)),
          Duration.ofSeconds(10));

  static final byte[] KEY = "not for everybody".getBytes(StandardCharsets.UTF_8);
  static final int CAPACITY = 100;

  static final TaskRequest SNAPSHOT =
      new TaskRequest("snapshot", JsonNodeFactory.instance.objectNode().put("camera", "door"));

  final SystemTimekeeper time = new SystemTimekeeper();
  final RingTopic events = new RingTopic(1000, Clock.systemUTC());

  final TaskQueue queue =
      SqliteTaskQueue.inMemory(
          QueueOptions.STANDARD.withCapacity(CAPACITY), events, Clock.systemUTC());

  final List<AutoCloseable> open = new ArrayList<>();

  @AfterEach
  void closeAll() throws Exception {
    for (AutoCloseable closeable : open.reversed()) {
      closeable.close();
    }
    queue.close();
    events.close();
    time.close();
  }

  TestReceiver receiver() throws IOException {
    TestReceiver receiver = new TestReceiver();
    open.add(receiver);
    return receiver;
  }

  static Webhook hook(String name, URI url, String event) {
    return new Webhook(
        name, url, Optional.of(new String(KEY, StandardCharsets.UTF_8)), Set.of(event));
  }

  Webhooks starts(Webhook... webhooks) {
    return starts(FAST, webhooks);
  }

  Webhooks starts(WebhookTimings timings, Webhook... webhooks) {
    Webhooks started = new Webhooks(List.of(webhooks), queue, CAPACITY, time, timings);
    open.add(started);
    started.start();
    return started;
  }

  /** Returns how many events that were. */
  int happens(String type, String state) {
    ObjectNode event =
        JsonNodeFactory.instance
            .objectNode()
            .put("type", type)
            .put("camera", "door")
            .put("state", state);
    events.publish(event);
    return 1;
  }

  static List<Received> awaitReceived(TestReceiver receiver, int count) {
    await().until(() -> receiver.received.size() >= count);
    return receiver.received;
  }

  List<Task> posts() {
    return queue
        .list(new TaskFilter(Optional.empty(), Optional.empty(), Optional.empty(), 1000))
        .stream()
        .filter(task -> task.kind().startsWith("webhook-"))
        .toList();
  }

  /** Verified as a receiver would do it, without our code. */
  static void assertVerified(Received received) {
    String signed =
        received.header("webhook-id")
            + "."
            + received.header("webhook-timestamp")
            + "."
            + received.body();
    try {
      Mac mac = Mac.getInstance("HmacSHA256");
      mac.init(new SecretKeySpec(KEY, "HmacSHA256"));
      byte[] expected = mac.doFinal(signed.getBytes(StandardCharsets.UTF_8));
      String[] signature = received.header("webhook-signature").split(",", -1);
      assertThat(signature).hasSize(2).startsWith("v1");
      assertThat(Base64.getDecoder().decode(signature[1])).isEqualTo(expected);
    } catch (GeneralSecurityException e) {
      throw new AssertionError(e);
    }
    assertThat(Instant.ofEpochSecond(Long.parseLong(received.header("webhook-timestamp"))))
        .isBetween(Instant.now().minusSeconds(60), Instant.now().plusSeconds(5));
  }
}
