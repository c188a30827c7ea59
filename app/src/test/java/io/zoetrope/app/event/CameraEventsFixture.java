package io.zoetrope.app.event;

import static org.awaitility.Awaitility.await;

import io.zoetrope.base.Backoff;
import io.zoetrope.core.CameraSettings;
import io.zoetrope.core.CameraSystem;
import io.zoetrope.core.camera.Camera;
import io.zoetrope.core.camera.CameraName;
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
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import tools.jackson.databind.JsonNode;

/** What the tests of CameraEventsTest and CameraTroubleEventsTest share. */
abstract class CameraEventsFixture {
  static final Instant NOON = Instant.parse("2026-01-01T12:00:00Z");
  static final Backoff RETRY = new Backoff(Duration.ofMillis(5), Duration.ofMillis(20));
  final SettableClock clock = new SettableClock();
  final RecordedTopic topic = new RecordedTopic();
  final CameraEvents events = new CameraEvents(topic, clock, 10, RETRY);
  final FakeCamera device = new FakeCamera();
  final Set<String> waiting = ConcurrentHashMap.newKeySet();
  final CameraSystem system = system();
  final Camera door = add(system, "door", "Front door");

  @BeforeEach
  void addAnother() {
    add(system, "yard", "yard");
  }

  @AfterEach
  void closeAll() {
    system.close();
    events.close();
  }

  void failed(String camera) {
    events.stateChanged(camera, new Starting(NOON), new Retrying(NOON, 1, NOON, "it is not there"));
  }

  void becomesLive(Camera camera) {
    device.shows("a picture");
    soon(() -> camera.state() instanceof Live);
  }

  /** Its observers are called in place, or the clock would advance before they are called. */
  CameraSystem system() {
    CameraSystem system = CameraSystem.builder().time(clock).foreignThreads(Runnable::run).open();
    system.cameras().observe(events);
    return system;
  }

  /** Each second, as its timer does; an open camera delivers a picture a second. */
  void looks(int seconds) {
    for (int second = 0; second < seconds; second++) {
      if (device.isOpen()) {
        device.shows("a picture");
        soon(() -> !device.isOpen() || device.awaitsNext());
      }
      clock.advance(Duration.ofSeconds(1));
    }
  }

  static void soon(Callable<Boolean> condition) {
    await().pollDelay(Duration.ZERO).pollInterval(Duration.ofMillis(1)).until(condition);
  }

  /** All of them: whatever follows is published after them. */
  List<String> events() {
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

  List<String> sayings() {
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

  static String text(JsonNode message) {
    return message.toString().replace('"', '\'');
  }

  Camera add(CameraSystem to, String id, String name) {
    return to.add(
        new CameraSettings(new CameraName(id, name), CameraTimings.STANDARD, Optional.empty()),
        "the test",
        device::in);
  }

  static Subscription joins(Camera camera) {
    return camera.stream().join(viewer(false), Runnable::run);
  }

  /** As a snapshot does. */
  static Subscription glances(Camera camera) {
    return camera.stream().join(viewer(true), Runnable::run);
  }

  static Viewer viewer(boolean brief) {
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
