package io.zoetrope.core.camera;

import io.zoetrope.base.ForeignCode;
import io.zoetrope.base.Outcome.Threw;
import io.zoetrope.core.media.Frame;
import io.zoetrope.core.media.TrackKinds;
import io.zoetrope.core.source.OneTimeWork;
import io.zoetrope.core.stream.MediaStream;
import io.zoetrope.core.time.Timekeeper.Timer;
import java.io.IOException;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;

/**
 * One opening of a camera's source, from open to close, on a thread of its own, which it has from
 * the moment when the device is free, and on which frames go straight into the camera's stream. Any
 * thread may stop it, and stopping does not wait.
 */
final class CaptureSession {
  private static final Duration PATIENCE_WITH_PREDECESSOR = Duration.ofSeconds(5);

  private final Camera camera;
  private final CameraEnvironment environment;
  private final DeviceTurns device;
  private final MediaStream stream;
  private final SessionMeter meter;
  private final long generation;
  private final AtomicBoolean waiting = new AtomicBoolean(true);
  private volatile Timer patience = () -> {};
  private volatile @Nullable Thread thread;
  private volatile @Nullable OpenSource source;
  private volatile boolean stopped;

  CaptureSession(
      Camera camera,
      CameraEnvironment environment,
      DeviceTurns device,
      MediaStream stream,
      SessionMeter meter,
      long generation) {
    this.camera = camera;
    this.environment = environment;
    this.device = device;
    this.stream = stream;
    this.meter = meter;
    this.generation = generation;
  }

  SessionMeter meter() {
    return meter;
  }

  /** Begins as soon as the device is free; fails if that takes too long. Holding no lock. */
  void start() {
    patience = environment.shared().time().after(PATIENCE_WITH_PREDECESSOR, this::giveUpWaiting);
    device.request(generation, this::begin);
  }

  /** How long the source may be silent; the default until it is open. Holding no lock. */
  Duration maxSilence(Duration unlessOpen) {
    OpenSource open = source;
    return open == null ? unlessOpen : open.maxSilence(unlessOpen);
  }

  boolean isStopped() {
    return stopped;
  }

  /** Whether it waits for something that is done once for all cameras, as to unpack a library. */
  boolean isBeingPrepared() {
    Thread running = thread;
    return running != null && OneTimeWork.isAwaitedBy(running);
  }

  void stop() {
    stopped = true;
    waiting.set(false);
    patience.cancel();
    Thread running = thread;
    if (running != null) {
      running.interrupt();
    }
    OpenSource open = source;
    if (open != null) {
      open.closeSoon();
    }
  }

  /** Has it taken for ended, unless it was stopped. Holding no lock. */
  void end(SessionEnd end) {
    if (!stopped) {
      camera.ended(this, end);
    }
  }

  private void begin() {
    patience.cancel();
    if (!waiting.compareAndSet(true, false)) {
      device.release();
      return;
    }
    var started =
        ForeignCode.call(() -> {
          Thread made = environment.shared().captureThreads().newThread(this::run);
          thread = made;
          made.start();
          return made;
        });
    if (started instanceof Threw<Thread>(Throwable cause)) {
      device.release();
      end(SessionEnd.failed("the camera's thread cannot be started: " + cause.getMessage()));
    } else if (stopped) {
      stop(); // It may have missed the thread.
    }
  }

  private void giveUpWaiting() {
    if (waiting.compareAndSet(true, false)) {
      end(SessionEnd.failed("the camera's driver has not let go of the device"));
    }
  }

  private void run() {
    var outcome =
        ForeignCode.call(() -> {
          capture();
          return true;
        });
    // Before anybody hears of the end: on a slow machine it takes seconds to show it to all.
    device.release();
    if (outcome instanceof Threw<Boolean>(Throwable cause)) {
      end(SessionEnd.of(cause));
    }
  }

  private void capture() throws IOException, InterruptedException {
    if (stopped) {
      return;
    }
    try (OpenSource open = new OpenSource(environment.opener().open())) {
      source = open;
      if (!stopped) {
        showFirst(open, open.read());
      }
      while (!stopped) {
        show(open.read());
      }
    }
  }

  /** As {@link #show}, of the frame with which the source also knows what it has. */
  private void showFirst(OpenSource open, Frame first) {
    Optional<TrackKinds> kinds = open.trackKinds();
    kinds.ifPresent(known -> stream.begin(generation, known));
    boolean soundOnly = kinds.isPresent() && !kinds.get().video();
    meter.countSound(soundOnly);
    show(first);
    if (soundOnly) {
      show(PlaceholderFrames.soundOnly(environment.name(), environment.frames()));
    }
  }

  /** Takes over the frame's one reference. */
  private void show(Frame frame) {
    try {
      if (meter.mark(frame, environment.shared().time().nanoTime())) {
        camera.begun(this);
      }
      stream.publish(frame, generation); // It takes none of a session that was stopped.
    } finally {
      frame.release();
    }
  }
}
