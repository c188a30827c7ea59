package io.zoetrope.core.camera;

import static org.awaitility.Awaitility.await;

import io.zoetrope.core.CameraSettings;
import io.zoetrope.core.CameraSystem;
import io.zoetrope.core.camera.CameraState.Idle;
import io.zoetrope.core.camera.CameraState.Live;
import io.zoetrope.core.camera.CameraState.Retrying;
import io.zoetrope.core.fixture.FakeCamera;
import io.zoetrope.core.fixture.SettableClock;
import io.zoetrope.core.media.Frame;
import io.zoetrope.core.media.FrameFactory;
import io.zoetrope.core.source.FrameSource;
import io.zoetrope.core.source.SourceOpener;
import io.zoetrope.core.stream.Subscription;
import io.zoetrope.core.stream.Viewer;
import io.zoetrope.core.time.Timekeeper;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executor;
import java.util.function.UnaryOperator;
import java.util.random.RandomGenerator;

/** A camera with all that it lives on in the test's hands. Closing it closes the camera. */
final class CameraRig implements AutoCloseable {
  /** Varies no delay. */
  static final RandomGenerator MIDDLE = () -> Long.MIN_VALUE;

  final SettableClock clock = new SettableClock();
  final FakeCamera device = new FakeCamera();
  final List<String> transitions = new CopyOnWriteArrayList<>();
  final Camera camera;
  private final List<Thread> sessions = new CopyOnWriteArrayList<>();

  CameraRig() {
    this(MIDDLE);
  }

  CameraRig(RandomGenerator random) {
    camera = camera(device, clock, random, List.of(), Runnable::run);
  }

  /** A camera whose source is not the {@link #device}. */
  CameraRig(SourceOpener opener) {
    camera = camera(opener, clock, MIDDLE, List.of(), Runnable::run);
  }

  /** A camera whose timers are set through something of the test's around the {@link #clock}. */
  CameraRig(UnaryOperator<Timekeeper> around) {
    camera = camera(device, around.apply(clock), MIDDLE, List.of(), Runnable::run);
  }

  /** A camera with observers of the test's, called by these threads. */
  CameraRig(List<CameraObserver> observers, Executor foreignThreads) {
    camera = camera(device, clock, MIDDLE, observers, foreignThreads);
  }

  /** As above, and what is not the {@link #device} makes frames as that would. */
  CameraRig(Source source, CameraObserver observer) {
    SourceOpener opener = () -> source.open(device.frames());
    camera = camera(opener, clock, MIDDLE, List.of(observer), Runnable::run);
  }

  @FunctionalInterface
  interface Source {
    FrameSource open(FrameFactory frames) throws IOException;
  }

  private Camera camera(
      SourceOpener opener,
      Timekeeper time,
      RandomGenerator random,
      List<CameraObserver> more,
      Executor foreignThreads) {
    List<CameraObserver> observers = new ArrayList<>(more);
    observers.add((_, before, after) -> transitions.add(before.label() + " to " + after.label()));
    CameraSystem system =
        CameraSystem.builder()
            .time(time)
            .random(random)
            .captureThreads(this::newSession)
            .foreignThreads(foreignThreads)
            .transcoders(Optional.empty())
            .open();
    observers.forEach(system.cameras()::observe);
    return system.add(
        CameraSettings.of("door"),
        "the test",
        context -> {
          SourceOpener fake = device.in(context);
          return opener == device ? fake : opener;
        });
  }

  private Thread newSession(Runnable work) {
    Thread thread = Thread.ofPlatform().daemon().unstarted(work);
    sessions.add(thread);
    return thread;
  }

  /** A viewer joins, who is ready for the next picture at once. */
  Watcher joins() {
    Watcher watcher = new Watcher(false);
    watcher.subscription = join(watcher);
    return watcher;
  }

  Watcher webKitJoins() {
    Watcher watcher = new Watcher(true);
    watcher.subscription = join(watcher);
    return watcher;
  }

  Subscription join(Viewer viewer) {
    return camera.stream().join(viewer, Runnable::run);
  }

  void passes(Duration time) {
    clock.advance(time);
  }

  void passSeconds(long seconds) {
    clock.advance(Duration.ofSeconds(seconds));
  }

  /** Lets the device deliver this picture and waits until it has come. */
  void shows(String picture) {
    device.shows(picture);
    until(() -> latest().equals(Optional.of(picture)) && device.awaitsNext());
  }

  /** Shows a picture each second for so long. */
  void showsForSeconds(int seconds) {
    for (int second = 1; second <= seconds; second++) {
      passSeconds(1);
      shows("at second " + second + " of " + seconds);
    }
  }

  /** Lets the device fail and waits until all that follows from it at once has been done. */
  Retrying fails(String reason) {
    device.fails(reason);
    return failure();
  }

  /** Waits until the last opening has ended in a failure, and with it its thread. */
  Retrying failure() {
    awaitLastSessionEnded();
    return retrying();
  }

  void awaitLastSessionEnded() {
    until(() -> !sessions.getLast().isAlive());
  }

  Retrying retrying() {
    if (camera.state() instanceof Retrying retrying) {
      return retrying;
    }
    throw new AssertionError("It is not retrying but " + camera.state());
  }

  /** Lets the time pass until the next attempt begins. */
  void passesUntilNextAttempt() {
    passes(Duration.between(clock.now(), retrying().nextAttempt()));
  }

  /** How often the source was about to be opened so far, whether that succeeded or not. */
  int openings() {
    return sessions.size();
  }

  /** Holds on to no session, nor to what it read from. */
  void forgetsSessions() {
    sessions.clear();
  }

  void awaitLive() {
    until(() -> camera.state() instanceof Live);
  }

  boolean isIdle() {
    return camera.state() instanceof Idle;
  }

  /** Waits until no thread of the camera's is left and the device is closed. */
  void awaitDeviceFree() {
    until(() -> sessions.stream().noneMatch(Thread::isAlive) && !device.isOpen());
  }

  /** What the newest picture shows, if there is one. */
  Optional<String> latest() {
    return Optional.ofNullable(camera.stream().retainLatest())
        .map(frame -> {
          String content = content(frame);
          frame.release();
          return content;
        });
  }

  /** Waits for what happens on other threads. */
  static void until(Callable<Boolean> condition) {
    await().pollDelay(Duration.ZERO).pollInterval(Duration.ofMillis(1)).until(condition);
  }

  static String content(Frame frame) {
    return frame.placeholder() ? "placeholder" : frame.data().toString(StandardCharsets.UTF_8);
  }

  @Override
  public void close() {
    camera.close();
  }
}
