package io.zoetrope.core.camera;

import io.zoetrope.core.driver.BadCameraUriException;
import io.zoetrope.core.driver.FrameSource;
import io.zoetrope.core.driver.OneTimeWork;
import io.zoetrope.core.driver.Secrets;
import io.zoetrope.core.frame.Frame;
import java.io.IOException;
import java.time.Duration;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/**
 * One opening of a camera's source, from open to close, on a thread of its own. Any thread may stop
 * it, and stopping does not wait.
 */
final class CaptureSession {
  private static final System.Logger LOG = System.getLogger(CaptureSession.class.getName());
  private static final Duration PATIENCE_WITH_PREDECESSOR = Duration.ofSeconds(5);

  /** Is told of the session's pictures and its end, on the session's thread. */
  interface Listener {
    /** The frame's one reference is the listener's. */
    void captured(CaptureSession session, Frame frame);

    void ended(CaptureSession session, SessionEnd end, String reason);
  }

  private final SourceOpener opener;
  private final Listener listener;
  private final CompletableFuture<Void> predecessorEnded;
  private final Thread thread;
  private final CompletableFuture<Void> ended = new CompletableFuture<>();
  private final ReentrantLock closing = new ReentrantLock();
  private volatile @Nullable FrameSource source;
  private volatile boolean stopped;
  private boolean abandonedPredecessor; // touched by the session's thread only

  /**
   * @param predecessor the camera's session before, which must have freed the device first
   */
  CaptureSession(
      SourceOpener opener,
      Listener listener,
      ThreadFactory threads,
      @Nullable CaptureSession predecessor) {
    this.opener = opener;
    this.listener = listener;
    // Not the session itself: each would keep all those before it in memory.
    this.predecessorEnded =
        predecessor == null ? CompletableFuture.completedFuture(null) : predecessor.ended;
    this.thread = threads.newThread(this::run);
  }

  void start() {
    thread.start();
  }

  /** How long the source may be silent; the default until it is open. */
  Duration maxSilence(Duration unlessOpen) {
    FrameSource open = source;
    if (open == null) {
      return unlessOpen;
    }
    try {
      return Objects.requireNonNullElse(open.maxSilence(), unlessOpen);
    } catch (Throwable broken) {
      // Else nobody would look after the camera any more.
      return unlessOpen;
    }
  }

  /** Whether it waits for something that is done once for all cameras, as to unpack a library. */
  boolean isBeingPrepared() {
    return OneTimeWork.isAwaitedBy(thread);
  }

  void stop() {
    stopped = true;
    thread.interrupt();
    FrameSource open = source;
    if (open != null) {
      // Closing may wait for a child process; whoever stops may be an event loop.
      Thread.startVirtualThread(() -> close(open));
    }
  }

  /** Waits until the device is free. */
  boolean awaitEnd(Duration atMost) throws InterruptedException {
    return isDone(ended, atMost);
  }

  private void run() {
    try {
      if (!isDone(predecessorEnded, PATIENCE_WITH_PREDECESSOR)) {
        abandonedPredecessor = true;
        throw new IOException("the camera's driver has not let go of the device");
      }
      capture();
    } catch (InterruptedException e) {
      end(SessionEnd.FAILED, "reading the camera was interrupted");
    } catch (IOException | BadCameraUriException e) {
      end(
          SessionEnd.of(e),
          Objects.requireNonNullElse(e.getMessage(), e.getClass().getSimpleName()));
    } catch (Throwable broken) {
      // A driver is foreign code: whatever it throws is this camera's failure alone.
      LOG.log(System.Logger.Level.DEBUG, "A camera's driver failed", broken);
      end(SessionEnd.FAILED, "the camera's driver failed: " + Secrets.mask(broken.toString()));
    } finally {
      endAfterPredecessor();
    }
  }

  private void capture() throws IOException, InterruptedException {
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
    closing.lock();
    try {
      open.close();
    } catch (Throwable broken) {
      LOG.log(System.Logger.Level.WARNING, "A camera's driver failed to close its source", broken);
    } finally {
      closing.unlock();
    }
  }

  /** One stopped while it waited must not make its successor believe that the device is free. */
  private void endAfterPredecessor() {
    if (abandonedPredecessor) {
      ended.complete(null);
    } else {
      var _ = predecessorEnded.thenRun(() -> ended.complete(null));
    }
  }

  private static boolean isDone(CompletableFuture<Void> awaited, Duration atMost)
      throws InterruptedException {
    try {
      awaited.get(atMost.toNanos(), TimeUnit.NANOSECONDS);
      return true;
    } catch (TimeoutException e) {
      return false;
    } catch (ExecutionException e) {
      throw new AssertionError("An end does not fail", e);
    }
  }

  private void end(SessionEnd end, String reason) {
    // The device is free already: on a slow machine it takes seconds to tell all who watch.
    endAfterPredecessor();
    if (!stopped) {
      listener.ended(this, end, reason);
    }
  }
}
