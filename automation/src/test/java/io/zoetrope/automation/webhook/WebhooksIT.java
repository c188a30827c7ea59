package io.zoetrope.automation.webhook;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.zoetrope.automation.webhook.TestReceiver.Received;
import io.zoetrope.tasks.TaskState;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Events reach a real receiver through a real queue. */
final class WebhooksIT extends WebhooksFixture {
  @Test
  void postsASignedEvent() throws Exception {
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
  void signsWithBase64Keys() throws Exception {
    TestReceiver receiver = receiver();
    Optional<String> secret = Optional.of("whsec_" + Base64.getEncoder().encodeToString(KEY));
    starts(new Webhook("door", receiver.url("/"), secret, Set.of("camera")));
    happens("camera", "live");

    assertVerified(awaitReceived(receiver, 1).getFirst());
  }

  @Test
  void postsOnlySelectedEventsAndNeverThoseOfPosting() throws Exception {
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
  void secretsStayInTheConfiguration() throws Exception {
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
  void manyServersOnOneQueuePostOnce() throws Exception {
    TestReceiver receiver = receiver();
    starts(hook("door", receiver.url("/"), "camera"));
    starts(hook("door", receiver.url("/"), "camera"));
    IntStream.range(0, 5).forEach(number -> happens("camera", "state-" + number));

    awaitReceived(receiver, 5);
    await().until(() -> posts().stream().allMatch(task -> task.state() == TaskState.DONE));
    assertThat(receiver.received).hasSize(5);
  }

  @Test
  void postsWaitingEventsAfterARestart() throws Exception {
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
}
