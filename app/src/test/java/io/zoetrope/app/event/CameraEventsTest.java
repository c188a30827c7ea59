package io.zoetrope.app.event;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.zoetrope.base.Backoff;
import io.zoetrope.core.CameraSettings;
import io.zoetrope.core.CameraSystem;
import io.zoetrope.core.camera.Camera;
import io.zoetrope.core.camera.CameraName;
import io.zoetrope.core.camera.CameraState.Idle;
import io.zoetrope.core.camera.CameraState.Live;
import io.zoetrope.core.camera.CameraState.Retrying;
import io.zoetrope.core.camera.CameraState.Starting;
import io.zoetrope.core.camera.CameraTimings;
import io.zoetrope.core.fixture.FakeCamera;
import io.zoetrope.core.fixture.SettableClock;
import io.zoetrope.core.media.Frame;
import io.zoetrope.core.stream.Subscription;
import io.zoetrope.core.stream.Viewer;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** The clock begins at 2026-01-01T12:00:00Z. */
final class CameraEventsTest {
  private static final Instant NOON = Instant.parse("2026-01-01T12:00:00Z");
  private static final Backoff RETRY = new Backoff(Duration.ofMillis(5), Duration.ofMillis(20));

  private final SettableClock clock = new SettableClock();
  private final RecordedTopic topic = new RecordedTopic();
  private final CameraEvents events = new CameraEvents(topic, clock, 10, RETRY);
  private final FakeCamera device = new FakeCamera();
  private final Set<String> waiting = ConcurrentHashMap.newKeySet();
  private final CameraSystem system = system();
  private final Camera door = add(system, "door", "Front door");

  @BeforeEach
  void addAnother() {
    add(system, "yard", "yard");
  }

  @AfterEach
  void closeAll() {
    system.close();
    events.close();
  }

  @Test
  void tellsTheStatesOfACameraInOrderAndThatNobodyWatchesOnce() {
    events.watch(system.cameras(), waiting::contains);
    Subscription viewer = joins(door);
    becomesLive(door);
    looks(2);
    viewer.close();
    looks(20);

    assertThat(events())
        .containsExactly(
            "{'type':'camera','at':'2026-01-01T12:00:00Z','camera':'door','name':'Front door','state':'starting'}",
            "{'type':'camera','at':'2026-01-01T12:00:00Z','camera':'door','name':'Front door','state':'live'}",
            "{'type':'viewers','at':'2026-01-01T12:00:01Z','camera':'door','name':'Front door','viewers':1}",
            "{'type':'camera','at':'2026-01-01T12:00:12Z','camera':'door','name':'Front door','state':'idle'}");
  }

  @Test
  void aSnapshotOpensAndClosesACameraWithoutAnEvent() {
    events.watch(system.cameras(), waiting::contains);
    Subscription snapshot = glances(door);
    becomesLive(door);
    looks(1);
    snapshot.close();
    looks(20);

    assertThat(door.state()).isInstanceOf(Idle.class);
    assertThat(events()).isEmpty();
  }

  @Test
  void stillsOfAPageMakeNoEventForAsLongAsTheyGoOn() {
    events.watch(system.cameras(), waiting::contains);
    for (int still = 0; still < 60; still++) {
      Subscription snapshot = glances(door);
      becomesLive(door);
      snapshot.close();
      looks(2);
    }

    assertThat(events()).isEmpty();
  }

  @Test
  void aViewerWhoComesWhileStillsKeepTheCameraOpenIsToldAndItsLeavingToo() {
    events.watch(system.cameras(), waiting::contains);
    Subscription snapshot = glances(door);
    becomesLive(door);
    Subscription viewer = joins(door);
    looks(1);
    viewer.close();
    looks(20);
    snapshot.close();
    looks(20);

    assertThat(sayings()).containsExactly("camera live", "viewers 1", "viewers 0", "camera idle");
  }

  @Test
  void aCameraThatFailsForAPagesStillsHasFailedOnce() {
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
  void aCameraThatFailsForItsViewersHasFailedOnceHoweverOftenItIsTriedAgain() {
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
  void aCameraIsBackWhenItHasDeliveredForAWhile() {
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
  void tellsTheNumberOfViewersOnceASecondAndOnlyWhenItChanged() {
    events.watch(system.cameras(), waiting::contains);
    Subscription first = joins(door);
    Subscription second = joins(door);
    looks(5);
    second.close();
    joins(door).close();
    looks(5);
    first.close();
    joins(door);
    looks(1);

    assertThat(sayings())
        .filteredOn(saying -> saying.startsWith("viewers"))
        .containsExactly("viewers 2", "viewers 1");
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
  void keepsTheNewestWhileTheTopicIsAway() {
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
    assertThat(events.dropped()).isEqualTo(15);
  }

  @Test
  void publishesWhatHasHappenedBeforeItCloses() {
    fail(5);
    events.close();

    assertThat(topic.published).hasSize(5);
  }

  @Test
  void closesAtOnceThoughTheTopicIsAway() {
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

  private void failed(String camera) {
    events.stateChanged(camera, new Starting(NOON), new Retrying(NOON, 1, NOON, "it is not there"));
  }

  private void becomesLive(Camera camera) {
    device.shows("a picture");
    soon(() -> camera.state() instanceof Live);
  }

  /** Its observers are called in place, or the clock would go on before they have heard. */
  private CameraSystem system() {
    CameraSystem system = CameraSystem.builder().time(clock).foreignThreads(Runnable::run).open();
    system.observe(events);
    return system;
  }

  /** Each second, as its timer does; an open camera delivers a picture a second. */
  private void looks(int seconds) {
    for (int second = 0; second < seconds; second++) {
      if (device.isOpen()) {
        device.shows("a picture");
        soon(() -> !device.isOpen() || device.awaitsNext());
      }
      clock.advance(Duration.ofSeconds(1));
    }
  }

  private static void soon(Callable<Boolean> condition) {
    await().pollDelay(Duration.ZERO).pollInterval(Duration.ofMillis(1)).until(condition);
  }

  /** All of them: what follows is published behind them. */
  private List<String> events() {
    String end = "end-" + topic.published.size();
    failed(end);
    CameraSystem last = system();
    add(last, end, end);
    events.watch(last.cameras(), waiting::contains);
    await()
        .until(() ->
            topic.published.stream()
                .anyMatch(message -> message.get("camera").asString().equals(end)));
    return topic.published.stream()
        .filter(message -> !message.get("camera").asString().startsWith("end-"))
        .map(CameraEventsTest::text)
        .toList();
  }

  private List<String> sayings() {
    events();
    return topic.published.stream()
        .filter(message -> !message.get("camera").asString().startsWith("end-"))
        .map(message ->
            "%s %s"
                .formatted(
                    message.get("type").asString(),
                    message.path("state").asString(message.path("viewers").asString(""))))
        .toList();
  }

  private static String text(JsonNode message) {
    return message.toString().replace('"', '\'');
  }

  private Camera add(CameraSystem to, String id, String name) {
    return to.add(
        new CameraSettings(new CameraName(id, name), CameraTimings.STANDARD, Optional.empty()),
        "the test",
        device::in);
  }

  private static Subscription joins(Camera camera) {
    return camera.stream().join(viewer(false), Runnable::run);
  }

  /** As a snapshot does. */
  private static Subscription glances(Camera camera) {
    return camera.stream().join(viewer(true), Runnable::run);
  }

  private static Viewer viewer(boolean brief) {
    return new Viewer() {
      @Override
      public void show(Frame frame, Subscription through) {
        through.ready();
      }

      @Override
      public boolean isBrief() {
        return brief;
      }
    };
  }
}
