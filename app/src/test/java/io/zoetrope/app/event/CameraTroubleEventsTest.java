package io.zoetrope.app.event;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.zoetrope.core.CameraSystem;
import io.zoetrope.core.camera.CameraState.Idle;
import io.zoetrope.core.camera.CameraState.Retrying;
import io.zoetrope.core.stream.Subscription;
import java.time.Duration;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/**
 * Which events a camera makes that fails, and what becomes of them when they cannot be published.
 */
final class CameraTroubleEventsTest extends CameraEventsFixture {
  @Test
  void aCameraThatFailsForStillsOfAPageIsReportedOnce() {
    events.watch(system.cameras(), waiting::contains);
    for (int still = 0; still < 5; still++) {
      device.failsToOpen("it is not there");
      Subscription snapshot = glances(door);
      await().until(() -> door.state() instanceof Retrying);
      snapshot.close();
      looks(11);
      assertThat(door.state()).isInstanceOf(Idle.class);
    }

    assertThat(events())
        .containsExactly(
            "{'type':'camera.trouble','at':'2026-01-01T12:00:00Z','camera':'door','name':'Front door','state':'failed','reason':'it is not there'}");
  }

  @Test
  void aCameraThatKeepsFailingForItsViewersIsReportedOnce() {
    events.watch(system.cameras(), waiting::contains);
    device.failsToOpen("it is not there");
    joins(door);
    await().until(() -> door.state() instanceof Retrying);
    for (int attempt = 2; attempt < 6; attempt++) {
      int failed = attempt;
      device.failsToOpen("it is not there");
      looks(31);
      await()
          .until(() -> door.state() instanceof Retrying retrying && retrying.attempts() >= failed);
    }

    assertThat(sayings())
        .containsExactly(
            "camera starting", "camera retrying", "camera.trouble failed", "viewers 1");
  }

  @Test
  void aCameraIsBackOnceItHasDeliveredForAWhile() {
    events.watch(system.cameras(), waiting::contains);
    device.failsToOpen("it is not there");
    joins(door);
    await().until(() -> door.state() instanceof Retrying);
    device.opensAgain();
    looks(2);
    becomesLive(door);
    assertThat(sayings()).doesNotContain("camera.trouble back");
    looks(6);

    assertThat(sayings()).containsOnlyOnce("camera.trouble back").endsWith("camera.trouble back");
  }

  @Test
  void aCameraThatWaitsForAPublisherHasNotFailed() {
    waiting.add("door");
    events.watch(system.cameras(), waiting::contains);
    device.failsToOpen("nobody publishes");
    glances(door);
    await().until(() -> door.state() instanceof Retrying);
    looks(1);
    assertThat(sayings()).isEmpty();

    waiting.clear();
    await()
        .until(() -> {
          looks(1);
          return sayings().equals(List.of("camera.trouble failed"));
        });
  }

  @Test
  void neverHoldsUpACamera() {
    topic.hangs();
    try {
      fail(1000);
      assertThat(topic.published).isEmpty();
    } finally {
      topic.answersAgain();
    }
  }

  @Test
  void keepsTheNewestEventsWhileTheTopicIsAway() {
    topic.goesAway();
    fail(25);
    int before = topic.attempts();
    await().until(() -> topic.attempts() > before + 1);
    topic.comesBack();

    await().until(() -> topic.published.size() == 10);
    assertThat(topic.published)
        .extracting(message -> message.get("camera").asString())
        .containsExactlyElementsOf(
            IntStream.range(15, 25).mapToObj(number -> "cam-" + number).toList());
  }

  @Test
  void publishesPendingEventsWhenClosed() {
    fail(5);
    events.close();

    assertThat(topic.published).hasSize(5);
  }

  @Test
  void closesPromptlyEvenIfTheTopicIsAway() {
    topic.goesAway();
    fail(1);
    long begun = System.nanoTime();
    events.close();

    assertThat(Duration.ofNanos(System.nanoTime() - begun)).isLessThan(Duration.ofSeconds(10));
    assertThat(clock.pending()).isZero();
  }

  /** Lets cameras {@code cam-0}, {@code cam-1} … fail. */
  private void fail(int count) {
    CameraSystem others = system();
    IntStream.range(0, count).forEach(n -> failed(add(others, "cam-" + n, "cam-" + n).id()));
    events.watch(others.cameras(), waiting::contains);
  }
}
