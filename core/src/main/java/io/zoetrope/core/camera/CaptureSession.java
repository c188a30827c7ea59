package io.zoetrope.core.camera;

import io.zoetrope.core.driver.BadCameraUriException;
import io.zoetrope.core.driver.FrameSource;
import io.zoetrope.core.frame.Frame;
import java.io.IOException;
import java.time.Duration;
import java.util.Objects;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * One opening of a camera's source, from open to close, on a thread of its own. Any thread may stop
 * it, and stopping does not wait.
 */
final class CaptureSession {
  private static final Duration PATIENCE_WITH_PREDECESSOR = Duration.ofSeconds(5);

  /** Is told of the session's pictures and its end, on the session's thread. */
  interface Listener {
    /** The frame's one reference is the listener's. */
    void captured(CaptureSession session, Frame frame);

    void failed(CaptureSession session, String reason);

    /** The source is closed; nothing more will come. */
    void ended(CaptureSession session);
  }

  private final SourceOpener opener;
  private final Listener listener;
  private final @Nullable CaptureSession predecessor;
  private final Thread thread;
  private final CountDownLatch ended = new CountDownLatch(1);
  private volatile @Nullable FrameSource source;
  private volatile boolean stopped;

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
    this.predecessor = predecessor;
    this.thread = threads.newThread(this::run);
  }

  void start() {
    thread.start();
  }

  /** How long the source may be silent; the default until it is open. */
  Duration maxSilence(Duration unlessOpen) {
    FrameSource open = source;
    return open == null ? unlessOpen : open.maxSilence();
  }

  void stop() {
    stopped = true;
    thread.interrupt();
    FrameSource open = source;
    if (open != null) {
      // Closing may wait for a child process; whoever stops may be an event loop.
      Thread.startVirtualThread(open::close);
    }
  }

  /** Waits until the device is free. */
  boolean awaitEnd(Duration atMost) throws InterruptedException {
    return ended.await(atMost.toNanos(), TimeUnit.NANOSECONDS);
  }

  private void run() {
    try {
      if (predecessor != null && !predecessor.awaitEnd(PATIENCE_WITH_PREDECESSOR)) {
        throw new IOException("the camera's driver has not let go of the device");
      }
      capture();
    } catch (InterruptedException e) {
      fail("reading the camera was interrupted");
    } catch (IOException | BadCameraUriException e) {
      fail(Objects.requireNonNullElse(e.getMessage(), e.getClass().getSimpleName()));
    } catch (
        Throwable broken) { // A driver is foreign code: whatever it throws is this camera's failure
      // alone.
      fail("the camera's driver failed: " + broken);
    } finally {
      ended.countDown();
      listener.ended(this);
    }
  }

  private void capture() throws IOException, InterruptedException {
    try (FrameSource open = opener.open()) {
      source = open;
      while (!stopped) {
        listener.captured(this, open.read());
      }
    }
  }

  private void fail(String reason) {
    if (!stopped) {
      listener.failed(this, reason);
    }
  }
}
