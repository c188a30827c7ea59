package io.zoetrope.app.news;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.zoetrope.core.broadcast.Subscription;
import io.zoetrope.core.broadcast.Viewer;
import io.zoetrope.core.camera.Camera;
import io.zoetrope.core.camera.CameraEnvironment;
import io.zoetrope.core.camera.CameraState.Idle;
import io.zoetrope.core.camera.CameraState.Live;
import io.zoetrope.core.camera.CameraState.Retrying;
import io.zoetrope.core.camera.CameraState.Starting;
import io.zoetrope.core.camera.CameraTimings;
import io.zoetrope.core.camera.Cameras;
import io.zoetrope.core.frame.Envelope;
import io.zoetrope.core.frame.Frame;
import io.zoetrope.testing.FakeCamera;
import io.zoetrope.testing.SettableClock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** The clock begins at 2026-01-01T12:00:00Z. */
final class CameraNewsTest {
  private static final Instant NOON = Instant.parse("2026-01-01T12:00:00Z");
  private static final Duration RETRY = Duration.ofMillis(5);

  private final SettableClock clock = new SettableClock();
  private final RecordedTopic topic = new RecordedTopic();
  private final CameraNews news = new CameraNews(topic, clock, 10, RETRY);
  private final FakeCamera device = new FakeCamera(clock, Envelope.NONE);
  private final Camera door = camera("door");
  private final Cameras cameras = new Cameras(List.of(door, camera("yard")));

  @AfterEach
  void closeAll() {
    cameras.close();
    news.close();
  }

  @Test
  void tellsTheStatesOfACameraInOrder() {
    Subscription viewer = joins(door);
    device.shows("a picture");
    await().until(() -> door.state() instanceof Live);
    viewer.close();
    clock.advance(CameraTimings.STANDARD.linger());

    await().until(() -> topic.published.size() == 4);
    assertThat(published())
        .containsExactly(
            "{'type':'camera','at':'2026-01-01T12:00:00Z','camera':'door','state':'starting'}",
            "{'type':'camera','at':'2026-01-01T12:00:00Z','camera':'door','state':'live'}",
            "{'type':'camera','at':'2026-01-01T12:00:00Z','camera':'door','state':'lingering'}",
            "{'type':'camera','at':'2026-01-01T12:00:10Z','camera':'door','state':'idle'}");
  }

  @Test
  void saysWhyACameraIsOpenedAgain() {
    news.stateChanged(
        "door",
        new Starting(NOON),
        new Retrying(NOON, 1, NOON, "write it as in http://user:password@host/path"));

    await().until(() -> !topic.published.isEmpty());
    assertThat(published())
        .containsExactly(
            "{'type':'camera','at':'2026-01-01T12:00:00Z','camera':'door','state':'retrying','reason':'write it as in http://user:password@host/path'}");
  }

  @Test
  void tellsTheNumberOfViewersOnceASecondAndOnlyWhenItChanged() {
    news.watch(cameras);
    Subscription first = joins(door);
    Subscription second = joins(door);
    clock.advance(Duration.ofSeconds(5));
    second.close();
    joins(door).close();
    clock.advance(Duration.ofSeconds(5));
    first.close();
    joins(door);
    clock.advance(Duration.ofSeconds(1));

    await().until(() -> viewers().size() == 2);
    assertThat(viewers())
        .containsExactly(
            "{'type':'viewers','at':'2026-01-01T12:00:01Z','camera':'door','viewers':2}",
            "{'type':'viewers','at':'2026-01-01T12:00:06Z','camera':'door','viewers':1}");
  }

  @Test
  void neverHoldsUpACamera() {
    topic.hangs();
    try {
      IntStream.range(0, 1000).forEach(_ -> changes("door"));
      assertThat(topic.published).isEmpty();
    } finally {
      topic.answersAgain();
    }
  }

  @Test
  void keepsTheNewestWhileTheTopicIsAway() {
    topic.goesAway();
    IntStream.range(0, 25).forEach(number -> changes("door-" + number));
    int before = topic.attempts();
    await().until(() -> topic.attempts() > before + 1);
    topic.comesBack();

    await().until(() -> topic.published.size() == 10);
    assertThat(topic.published)
        .extracting(message -> message.get("camera").asString())
        .containsExactlyElementsOf(
            IntStream.range(15, 25).mapToObj(number -> "door-" + number).toList());
    assertThat(news.dropped()).isEqualTo(15);
  }

  @Test
  void publishesWhatHasHappenedBeforeItCloses() {
    IntStream.range(0, 5).forEach(number -> changes("door-" + number));
    news.close();

    assertThat(topic.published).hasSize(5);
  }

  @Test
  void closesAtOnceThoughTheTopicIsAway() {
    topic.goesAway();
    changes("door");
    long begun = System.nanoTime();
    news.close();

    assertThat(Duration.ofNanos(System.nanoTime() - begun)).isLessThan(Duration.ofSeconds(10));
    assertThat(clock.pending()).isZero();
  }

  private void changes(String camera) {
    news.stateChanged(camera, new Idle(NOON), new Starting(NOON));
  }

  private List<String> published() {
    return topic.published.stream().map(CameraNewsTest::text).toList();
  }

  private List<String> viewers() {
    return topic.published.stream()
        .filter(message -> message.get("type").asString().equals("viewers"))
        .map(CameraNewsTest::text)
        .toList();
  }

  private static String text(JsonNode message) {
    return message.toString().replace('"', '\'');
  }

  private Camera camera(String id) {
    return new Camera(
        id,
        device,
        device.frames(),
        CameraTimings.STANDARD,
        CameraEnvironment.standard(clock, news));
  }

  private static Subscription joins(Camera camera) {
    return camera
        .broadcast()
        .join(
            new Viewer() {
              @Override
              public void show(Frame frame, Subscription through) {
                through.ready();
              }
            },
            Runnable::run);
  }
}
