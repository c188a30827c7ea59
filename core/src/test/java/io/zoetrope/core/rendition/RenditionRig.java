package io.zoetrope.core.rendition;

import static org.awaitility.Awaitility.await;

import io.zoetrope.core.CameraSettings;
import io.zoetrope.core.CameraSystem;
import io.zoetrope.core.camera.Camera;
import io.zoetrope.core.camera.CameraObserver;
import io.zoetrope.core.fixture.FakeCamera;
import io.zoetrope.core.fixture.FakeStreamTranscoders;
import io.zoetrope.core.fixture.FakeTranscoders;
import io.zoetrope.core.fixture.FrameLedger;
import io.zoetrope.core.fixture.SettableClock;
import io.zoetrope.core.media.Opus;
import io.zoetrope.core.media.Track;
import io.zoetrope.core.stream.Subscription;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.concurrent.Callable;
import java.util.concurrent.CopyOnWriteArrayList;

/**
 * A camera with renditions, and all that they live on in the test's hands. Closing it fails when a
 * frame of the camera, a thread or a transcoder is left.
 */
final class RenditionRig implements AutoCloseable {
  static final RenditionKey SMALL = key(320, 0, 0);
  static final RenditionKey MEDIUM = key(480, 0, 0);
  static final RenditionKey SLOW = key(0, 1, 0);
  static final RenditionKey WIDE = key(1280, 0, 0);
  static final int MOST = 2;

  final SettableClock clock = new SettableClock();
  final FakeCamera device = new FakeCamera();
  final FakeTranscoders transcoders = new FakeTranscoders();
  final FakeStreamTranscoders decoders = new FakeStreamTranscoders();
  final FrameLedger ledger = new FrameLedger();
  final Camera camera;
  final Renditions renditions;
  private final List<Thread> threads = new CopyOnWriteArrayList<>();

  RenditionRig() {
    this(true, true);
  }

  RenditionRig(CameraObserver observer) {
    this(true, true, observer);
  }

  /** Where JPEGs can be re-encoded, or video can be decoded, or neither. */
  RenditionRig(boolean withTranscoders, boolean withDecoders) {
    this(withTranscoders, withDecoders, (_, _, _) -> {});
  }

  private RenditionRig(boolean withTranscoders, boolean withDecoders, CameraObserver observer) {
    CameraSystem system =
        CameraSystem.builder()
            .time(clock)
            .transcodingThreads(this::newThread)
            .foreignThreads(Runnable::run)
            .transcoders(withTranscoders ? Optional.of(transcoders) : Optional.empty())
            .streamTranscoders(withDecoders ? Optional.of(decoders) : Optional.empty())
            .mostRenditions(MOST)
            .open();
    system.cameras().observe(observer);
    camera =
        system.add(CameraSettings.of("door"), "the test", own -> ledger.watching(device.in(own)));
    renditions = system.renditions();
  }

  /** A rendition of which 0 means whatever. */
  static RenditionKey key(int width, double fps, int quality) {
    return new RenditionKey(
        width == 0 ? OptionalInt.empty() : OptionalInt.of(width),
        fps == 0 ? OptionalDouble.empty() : OptionalDouble.of(fps),
        quality == 0 ? OptionalInt.empty() : OptionalInt.of(quality));
  }

  /** A viewer joins, who is ready for the next picture at once. */
  RenditionViewer watches(RenditionKey key) throws RenditionRefusedException {
    RenditionViewer viewer = new RenditionViewer();
    viewer.joined(renditions.join(camera, key, viewer, Runnable::run));
    return viewer;
  }

  /** A viewer of the camera moves to its video as H.264. */
  RenditionViewer watchesH264() throws RenditionRefusedException {
    RenditionViewer viewer = RenditionViewer.ofAll();
    Subscription left = camera.stream().join((_, _) -> {}, Runnable::run);
    try {
      viewer.joined(renditions.moveToH264(camera, viewer, Runnable::run, left));
    } catch (RenditionRefusedException e) {
      left.close();
      throw e;
    }
    return viewer;
  }

  /** Lets the camera show a picture of 640x360 and waits until it has done so. */
  void shows(String picture) {
    device.shows(picture);
    until(device::awaitsNext);
  }

  /** As {@link #shows}, of a key frame of video. */
  void showsKey(String content) {
    showsVideo(content, true, 640);
  }

  /** As {@link #shows}, of video that builds on what was shown before. */
  void showsDelta(String content) {
    showsVideo(content, false, 640);
  }

  void showsVideo(String content, boolean keyFrame, int width) {
    device.showsVideo(content, keyFrame, width);
    until(device::awaitsNext);
  }

  void showsSound() {
    device.shows(new byte[] {1}, new Track(1, new Opus(2)), true);
    until(device::awaitsNext);
  }

  void passes(Duration time) {
    clock.advance(time);
  }

  int camerasViewers() {
    return camera.stream().viewers();
  }

  /** How many renditions are open that need a transcoder. */
  long transcoding() {
    return renditions.of(camera).stream().filter(status -> status.key().needsTranscoder()).count();
  }

  /** The threads made for transcoding so far that have not ended. */
  long threads() {
    return threads.stream().filter(Thread::isAlive).count();
  }

  void awaitMade(int pictures) {
    until(() -> transcoders.made().size() >= pictures);
  }

  static void until(Callable<Boolean> condition) {
    await().pollDelay(Duration.ZERO).pollInterval(Duration.ofMillis(1)).until(condition);
  }

  private Thread newThread(Runnable work) {
    Thread thread = Thread.ofPlatform().daemon().unstarted(work);
    threads.add(thread);
    return thread;
  }

  @Override
  public void close() {
    renditions.close();
    camera.close();
    until(() -> threads() == 0);
    if (transcoders.openNow() + decoders.openNow() != 0 || ledger.held() != 0) {
      throw new AssertionError(
          "%d transcoders and %d frames are left"
              .formatted(transcoders.openNow() + decoders.openNow(), ledger.held()));
    }
  }
}
