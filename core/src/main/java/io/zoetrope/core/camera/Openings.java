package io.zoetrope.core.camera;

import io.zoetrope.base.StateLock;
import io.zoetrope.core.camera.CameraState.Retrying;
import io.zoetrope.core.media.Frame;
import io.zoetrope.core.stream.MediaStream;
import io.zoetrope.core.time.Timekeeper;
import io.zoetrope.core.time.Timekeeper.Timer;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * The sessions of one camera, one after the other, and what its stream takes of them: the frames of
 * the one that is open, and a placeholder when none is. Called under the camera's lock, except
 * where it says otherwise.
 */
final class Openings {
  private final Camera camera;
  private final StateLock lock;
  private final CameraEnvironment environment;
  private final MediaStream stream;
  private final PlaceholderFrames placeholders;
  private final Timekeeper time;
  private final DeviceTurns device = new DeviceTurns();
  private volatile SessionMeter meter = new SessionMeter(new RateMeter(), null, 0);
  private @Nullable CaptureSession current;
  private @Nullable Timer nextTimer;
  private long generation;

  Openings(Camera camera, StateLock lock, CameraEnvironment environment, MediaStream stream) {
    this.camera = camera;
    this.lock = lock;
    this.environment = environment;
    this.stream = stream;
    this.placeholders = new PlaceholderFrames(environment.name(), environment.frames());
    this.time = environment.shared().time();
  }

  boolean isOpen() {
    return current != null;
  }

  boolean isCurrent(CaptureSession candidate) {
    return current == candidate;
  }

  /** What the session opened last has delivered, also after its end. Any thread. */
  SessionMeter meter() {
    return meter;
  }

  /** Opens a session. It starts when the lock is free. */
  void open() {
    open(false);
  }

  void openAfter(Duration delay) {
    later(delay, false);
  }

  /** Opens the session that goes on with what the last one has delivered to its end. */
  void goOn() {
    Duration since = Duration.ofNanos(time.nanoTime() - meter.openedNanos());
    Duration left = environment.timings().firstRetry().minus(since);
    later(left.isNegative() ? Duration.ZERO : left, true);
  }

  private void later(Duration delay, boolean goesOn) {
    nextTimer =
        time.after(
            delay,
            () ->
                lock.locked(() -> {
                  if (nextTimer != null && current == null) {
                    open(goesOn);
                  }
                }));
  }

  private void open(boolean goesOn) {
    cancelNext();
    meter = meter.next(time.nanoTime(), goesOn);
    CaptureSession opened =
        new CaptureSession(camera, environment, device, stream, meter, ++generation);
    new SilenceWatch(opened, environment, stream).lookIn(environment.timings().repeatAfter());
    current = opened;
    lock.whenFree(opened::start);
  }

  /** Stops the session: from here on nothing of it is shown, whatever its thread publishes. */
  void close() {
    cancelNext();
    CaptureSession open = current;
    current = null;
    if (open != null) {
      open.stop();
    }
    stream.begin(++generation);
  }

  private void cancelNext() {
    Timer timer = nextTimer;
    nextTimer = null;
    if (timer != null) {
      timer.cancel();
    }
  }

  /** What shows viewers the trouble until another session has a picture. Run it without a lock. */
  Runnable placeholder(Retrying trouble) {
    long shownAs = generation;
    long number = placeholders.takeNumber(); // Painting may end after the next session's picture.
    return () -> {
      Frame painted = placeholders.paint(number, trouble, meter.format());
      stream.publish(painted, shownAs);
      painted.release();
      time.after(environment.timings().repeatAfter(), stream::repeatLatest);
    };
  }

  /** Whose turn it is with the device. Any thread. */
  DeviceTurns device() {
    return device;
  }
}
