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
import io.zoetrope.tasks.TaskState;
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
import java.util.stream.IntStream;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** From events to a real receiver, through a real queue. */
final class WebhooksIT {
  private static final WebhookTimings FAST =
      new WebhookTimings(
          Duration.ofSeconds(1),
          Duration.ofSeconds(30),
          new Backoff(Duration.ofMillis(20), Duration.ofMillis(100)),
          new Backoff(Duration.ofMillis(20), Duration.ofMillis(20)),
          Duration.ofSeconds(10));
  private static final byte[] KEY = "not for everybody".getBytes(StandardCharsets.UTF_8);
  private static final int CAPACITY = 100;
  private static final TaskRequest SNAPSHOT =
      new TaskRequest("snapshot", JsonNodeFactory.instance.objectNode().put("camera", "door"));

  private final SystemTimekeeper time = new SystemTimekeeper();
  private final RingTopic events = new RingTopic(1000, Clock.systemUTC());
  private final TaskQueue queue =
      SqliteTaskQueue.inMemory(
          QueueOptions.STANDARD.withCapacity(CAPACITY), events, Clock.systemUTC());
  private final List<AutoCloseable> open = new ArrayList<>();

  @AfterEach
  void closeAll() throws Exception {
    for (AutoCloseable closeable : open.reversed()) {
      closeable.close();
    }
    queue.close();
    events.close();
    time.close();
  }

  @Test
  void postsAnEventSigned() throws Exception {
    TestReceiver receiver = receiver();
    starts(hook("door", receiver.url("/in?x=1"), "camera"));
    happens("camera", "live");

    Received received = awaitReceived(receiver, 1).getFirst();
    assertThat(received.path()).isEqualTo("/in?x=1");
    assertThat(received.body())
        .isEqualTo("{\"type\":\"camera\",\"camera\":\"door\",\"state\":\"live\"}");
    assertThat(received.header("Content-Type")).isEqualTo("application/json");
    assertThat(received.header("User-Agent")).isEqualTo("Zoetrope");
    assertThat(received.header("webhook-id")).matches("\\d+-\\d+");
    assertVerified(received);
  }

  @Test
  void signsWithKeysInBase64Too() throws Exception {
    TestReceiver receiver = receiver();
    Optional<String> secret = Optional.of("whsec_" + Base64.getEncoder().encodeToString(KEY));
    starts(new Webhook("door", receiver.url("/"), secret, Set.of("camera")));
    happens("camera", "live");

    assertVerified(awaitReceived(receiver, 1).getFirst());
  }

  @Test
  void postsOnlyWhatItWantsAndNeverEventsOfPosting() throws Exception {
    TestReceiver tasks = receiver();
    TestReceiver cameras = receiver();
    starts(hook("tasks", tasks.url("/"), "task"), hook("cameras", cameras.url("/"), "camera"));
    happens("viewers", "3");
    queue.submit(SNAPSHOT);
    happens("camera", "live");

    awaitReceived(cameras, 1);
    awaitReceived(tasks, 1);
    await().until(() -> posts().stream().allMatch(task -> task.state() == TaskState.DONE));
    happens("camera", "idle");
    awaitReceived(cameras, 2);
    assertThat(tasks.received)
        .singleElement()
        .satisfies(received ->
            assertThat(received.body()).contains("\"kind\":\"snapshot\"", "\"state\":\"queued\""));
  }

  @Test
  void triesAgainUntilTheEventIsTaken() throws Exception {
    TestReceiver receiver = receiver();
    receiver.answersFirst(500, 429, 503, TestReceiver.HANG);
    starts(hook("door", receiver.url("/"), "camera"));
    happens("camera", "live");

    List<Received> received = awaitReceived(receiver, 5);
    await().until(() -> posts().getFirst().state() == TaskState.DONE);
    assertThat(received)
        .allSatisfy(WebhooksIT::assertVerified)
        .extracting(each -> each.header("webhook-id"))
        .containsOnly(received.getFirst().header("webhook-id"));
    assertThat(posts().getFirst().result())
        .hasValueSatisfying(result -> assertThat(result).hasToString("{\"status\":204}"));
  }

  @Test
  void doesNotRepeatWhatIsRefused() throws Exception {
    TestReceiver receiver = receiver();
    receiver.answersFirst(422);
    starts(hook("door", receiver.url("/"), "camera"));
    happens("camera", "live");

    await().until(() -> posts().stream().anyMatch(task -> task.state() == TaskState.FAILED));
    assertThat(posts().getFirst().error())
        .contains(receiver.host() + " answered 422, so it is not sent again");
    happens("camera", "idle");
    assertThat(awaitReceived(receiver, 2).getLast().body()).contains("idle");
  }

  @Test
  void followsNoRedirects() throws Exception {
    TestReceiver receiver = receiver();
    receiver.answers(302);
    starts(hook("door", receiver.url("/here"), "camera"));
    happens("camera", "live");

    assertThat(awaitReceived(receiver, 3)).extracting(Received::path).containsOnly("/here");
    assertThat(posts().getFirst().error().orElse(""))
        .contains("302: redirects are not followed, write the new address");
  }

  @Test
  void leavesAloneWhoIsGone() throws Exception {
    TestReceiver gone = receiver();
    TestReceiver other = receiver();
    gone.answers(410);
    starts(hook("gone", gone.url("/"), "camera"), hook("other", other.url("/"), "camera"));
    happens("camera", "live");
    await().until(() -> posts().stream().anyMatch(task -> task.state() == TaskState.FAILED));
    happens("camera", "idle");

    awaitReceived(other, 2);
    assertThat(gone.received).hasSize(1);
    assertThat(posts()).filteredOn(task -> task.kind().equals("webhook-gone")).hasSize(1);
  }

  @Test
  void oneThatHangsDelaysNoOther() throws Exception {
    TestReceiver hanging = receiver();
    TestReceiver well = receiver();
    hanging.answers(TestReceiver.HANG);
    starts(
        WebhookTimings.STANDARD,
        hook("hanging", hanging.url("/"), "camera"),
        hook("well", well.url("/"), "camera"));
    awaitReceived(hanging, happens("camera", "first"));
    IntStream.range(0, 9).forEach(number -> happens("camera", "state-" + number));

    awaitReceived(well, 10);
    assertThat(posts())
        .filteredOn(task -> task.state() == TaskState.DONE)
        .allMatch(task -> task.kind().equals("webhook-well"));
  }

  @Test
  void oneThatIsDeadTakesNoMoreOfTheQueueThanItsShare() throws Exception {
    TestReceiver dead = receiver();
    TestReceiver well = receiver();
    dead.answers(500);
    starts(
        WebhookTimings.STANDARD,
        hook("dead", dead.url("/"), "camera"),
        hook("well", well.url("/"), "viewers"));
    IntStream.range(0, 3 * CAPACITY).forEach(number -> happens("camera", "state-" + number));
    happens("viewers", "1");

    awaitReceived(well, 1);
    assertThat(posts().stream().filter(task -> task.kind().equals("webhook-dead")).toList())
        .hasSize(CAPACITY / 4 / 2)
        .noneMatch(task -> task.state().ended());
    assertThat(queue.submit(SNAPSHOT).state()).isEqualTo(TaskState.QUEUED);
  }

  @Test
  void whatIsSecretStaysInTheConfiguration() throws Exception {
    TestReceiver receiver = receiver();
    receiver.answersFirst(500, 404);
    URI url = URI.create("http://me:pa55@" + receiver.host() + "/T0KEN?key=K3Y");
    starts(hook("door", url, "camera"));
    happens("camera", "live");

    await().until(() -> posts().stream().anyMatch(task -> task.state() == TaskState.FAILED));
    assertThat(awaitReceived(receiver, 2).getFirst().header("Authorization"))
        .isEqualTo(
            "Basic "
                + Base64.getEncoder().encodeToString("me:pa55".getBytes(StandardCharsets.UTF_8)));
    assertThat(posts().toString())
        .contains("\"hook\":\"door\"")
        .doesNotContain("pa55", "T0KEN", "K3Y", new String(KEY, StandardCharsets.UTF_8));
  }

  @Test
  void manyServersOfOneQueuePostOnce() throws Exception {
    TestReceiver receiver = receiver();
    starts(hook("door", receiver.url("/"), "camera"));
    starts(hook("door", receiver.url("/"), "camera"));
    IntStream.range(0, 5).forEach(number -> happens("camera", "state-" + number));

    awaitReceived(receiver, 5);
    await().until(() -> posts().stream().allMatch(task -> task.state() == TaskState.DONE));
    assertThat(receiver.received).hasSize(5);
  }

  @Test
  void postsAfterARestartWhatWaitedBefore() throws Exception {
    TestReceiver receiver = receiver();
    receiver.answers(500);
    Webhooks before = starts(hook("door", receiver.url("/"), "camera"));
    happens("camera", "live");
    awaitReceived(receiver, 1);
    before.close();
    receiver.answers(204);
    starts(hook("door", receiver.url("/"), "camera"));

    await().until(() -> posts().getFirst().state() == TaskState.DONE);
  }

  @Test
  void saysWhyNobodyCanBeReached() throws Exception {
    TestReceiver receiver = receiver();
    receiver.close();
    starts(hook("door", receiver.url("/"), "camera"));
    happens("camera", "live");

    await().until(() -> !posts().isEmpty() && posts().getFirst().error().isPresent());
    assertThat(posts().getFirst().error())
        .contains(receiver.host() + " cannot be reached: no connection");
  }

  private TestReceiver receiver() throws IOException {
    TestReceiver receiver = new TestReceiver();
    open.add(receiver);
    return receiver;
  }

  private static Webhook hook(String name, URI url, String event) {
    return new Webhook(
        name, url, Optional.of(new String(KEY, StandardCharsets.UTF_8)), Set.of(event));
  }

  private Webhooks starts(Webhook... webhooks) {
    return starts(FAST, webhooks);
  }

  private Webhooks starts(WebhookTimings timings, Webhook... webhooks) {
    Webhooks started = new Webhooks(List.of(webhooks), queue, CAPACITY, time, timings);
    open.add(started);
    started.start();
    return started;
  }

  /** Returns how many events that were. */
  private int happens(String type, String state) {
    ObjectNode event =
        JsonNodeFactory.instance
            .objectNode()
            .put("type", type)
            .put("camera", "door")
            .put("state", state);
    events.publish(event);
    return 1;
  }

  private static List<Received> awaitReceived(TestReceiver receiver, int count) {
    await().until(() -> receiver.received.size() >= count);
    return receiver.received;
  }

  private List<Task> posts() {
    return queue
        .list(new TaskFilter(Optional.empty(), Optional.empty(), Optional.empty(), 1000))
        .stream()
        .filter(task -> task.kind().startsWith("webhook-"))
        .toList();
  }

  /** Done as a receiver would do it, with nothing of ours. */
  private static void assertVerified(Received received) {
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
