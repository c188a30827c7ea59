package io.zoetrope.core.camera;

import io.zoetrope.base.ForeignCode;
import io.zoetrope.base.ForeignThreads;
import io.zoetrope.base.Outcome.Threw;
import io.zoetrope.core.driver.BadCameraUriException;
import io.zoetrope.core.driver.FrameSource;
import io.zoetrope.core.driver.OneTimeWork;
import io.zoetrope.core.driver.Secrets;
import io.zoetrope.core.media.Frame;
import io.zoetrope.core.time.Timekeeper;
import io.zoetrope.core.time.Timekeeper.Timer;
import java.io.IOException;
import java.time.Duration;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/**
 * One opening of a camera's source, from open to close, on a thread of its own, which it has from
 * the moment when the device is free. Any thread may stop it, and stopping does not wait.
 */
final class CaptureSession {
  private static final System.Logger LOG = System.getLogger(CaptureSession.class.getName());
  private static final ForeignCode CLOSING = new ForeignCode("A camera's driver, in closing,");
  private static final Duration PATIENCE_WITH_PREDECESSOR = Duration.ofSeconds(5);
  private static final Duration PATIENCE_WITH_QUESTIONS = Duration.ofSeconds(1);

  /** Hears of the session's pictures and its end, on the session's thread. */
  interface Listener {
    /** The frame's one reference is the listener's. */
    void captured(CaptureSession session, Frame frame);

    void ended(CaptureSession session, SessionEnd end, String reason);
  }

  private enum Phase {
    WAITING,
    RUNNING,
    OVER
  }

  private final SourceOpener opener;
  private final Listener listener;
  private final DeviceTurns device;
  private final ThreadFactory threads;
  private final Timekeeper time;
  private final long generation;
  private final ForeignCode questions =
      new ForeignCode("A camera's driver, asked for its silence,");
  private final AtomicReference<Phase> phase = new AtomicReference<>(Phase.WAITING);
  private final AtomicBoolean closing = new AtomicBoolean();
  private final CompletableFuture<Void> closed = new CompletableFuture<>();
  private volatile @Nullable Timer patience;
  private volatile @Nullable Thread thread;
  private volatile @Nullable FrameSource source;
  private volatile boolean stopped;

  /**
   * A session that is still to be started.
   *
   * @param device whose turn it waits for
   * @param generation of its frames
   */
  CaptureSession(
      SourceOpener opener,
      Listener listener,
      DeviceTurns device,
      ThreadFactory threads,
      Timekeeper time,
      long generation) {
    this.opener = opener;
    this.listener = listener;
    this.device = device;
    this.threads = threads;
    this.time = time;
    this.generation = generation;
  }

  long generation() {
    return generation;
  }

  /** Begins as soon as the device is free; fails if that takes too long. Holding no lock. */
  void start() {
    patience = time.after(PATIENCE_WITH_PREDECESSOR, this::giveUpWaiting);
    device.request(generation, this::begin);
  }

  /** How long the source may be silent; the default until it is open. Holding no lock. */
  Duration maxSilence(Duration unlessOpen) {
    FrameSource open = source;
    if (open == null) {
      return unlessOpen;
    }
    try {
      return questions.getWithin(
          PATIENCE_WITH_QUESTIONS,
          () -> Objects.requireNonNullElse(open.maxSilence(), unlessOpen),
          unlessOpen);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return unlessOpen;
    }
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
    phase.compareAndSet(Phase.WAITING, Phase.OVER);
    cancelPatience();
    Thread running = thread;
    if (running != null) {
      running.interrupt();
    }
    FrameSource open = source;
    if (open != null) {
      // Closing may wait for a child process; whoever stops may be an event loop.
      CLOSING.handOver(ForeignThreads.SHARED, () -> close(open));
    }
  }

  private void begin() {
    cancelPatience();
    if (!phase.compareAndSet(Phase.WAITING, Phase.RUNNING)) {
      device.release();
      return;
    }
    var started =
        ForeignCode.call(() -> {
          Thread made = threads.newThread(this::run);
          thread = made;
          made.start();
          return made;
        });
    if (started instanceof Threw<Thread>(Throwable cause)) {
      device.release();
      end(SessionEnd.FAILED, "the camera's thread cannot be started: " + cause.getMessage());
    } else if (stopped) {
      stop(); // It may have missed the thread.
    }
  }

  private void giveUpWaiting() {
    if (phase.compareAndSet(Phase.WAITING, Phase.OVER)) {
      end(SessionEnd.FAILED, "the camera's driver has not let go of the device");
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
      end(SessionEnd.of(cause), reason(cause));
    }
  }

  private static String reason(Throwable cause) {
    return switch (cause) {
      case InterruptedException _ -> "reading the camera was interrupted";
      case IOException e -> sentence(e);
      case BadCameraUriException e -> sentence(e);
      default -> {
        LOG.log(System.Logger.Level.DEBUG, "A camera's driver failed", cause);
        yield "the camera's driver failed: " + Secrets.mask(cause.toString());
      }
    };
  }

  private static String sentence(Exception e) {
    return Objects.requireNonNullElse(e.getMessage(), e.getClass().getSimpleName());
  }

  private void capture() throws IOException, InterruptedException {
    if (stopped) {
      return;
    }
    FrameSource open = opener.open();
    try {
      source = open;
      while (!stopped) {
        listener.captured(this, open.read());
      }
    } finally {
      close(open);
    }
  }

  /** Whoever comes second waits for the first, since the device is not free before. */
  private void close(FrameSource open) {
    if (closing.compareAndSet(false, true)) {
      CLOSING.run(open::close);
      closed.complete(null);
    } else {
      closed.join();
    }
  }

  private void end(SessionEnd end, String reason) {
    if (!stopped) {
      listener.ended(this, end, reason);
    }
  }

  private void cancelPatience() {
    Timer timer = patience;
    if (timer != null) {
      timer.cancel();
    }
  }
}
