package io.zoetrope.automation.webhook;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.zoetrope.automation.webhook.TestReceiver.Received;
import io.zoetrope.tasks.TaskState;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Receivers that refuse, redirect, hang, are gone or cannot be reached. */
final class WebhookFailuresIT extends WebhooksFixture {
  @Test
  void retriesUntilTheEventIsAccepted() throws Exception {
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
  void doesNotRetryARefusedEvent() throws Exception {
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
  void sendsNothingToAReceiverThatIsGone() throws Exception {
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
  void aHangingReceiverDelaysNoOther() throws Exception {
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
  void aDeadReceiverTakesOnlyItsShareOfTheQueue() throws Exception {
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
  void saysWhyAReceiverCannotBeReached() throws Exception {
    TestReceiver receiver = receiver();
    receiver.close();
    starts(hook("door", receiver.url("/"), "camera"));
    happens("camera", "live");

    await().until(() -> !posts().isEmpty() && posts().getFirst().error().isPresent());
    assertThat(posts().getFirst().error())
        .contains(receiver.host() + " cannot be reached: no connection");
  }
}
