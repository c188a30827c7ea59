package io.zoetrope.drivers.push;

import io.zoetrope.core.media.Frame;
import java.io.IOException;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/**
 * The newest picture, between publisher and camera; once taken, it is kept until the next comes,
 * for a camera that is opened again. Callers hold its monitor, except those of {@link #await}.
 */
final class FrameSlot {
  private @Nullable Frame newest;
  private boolean fresh;
  private @Nullable String ended;

  FrameSlot(String reason) {
    this.ended = reason;
  }

  /** Takes over the frame's one reference; says whether the picture before was never taken. */
  boolean put(Frame frame) {
    ended = null;
    boolean missed = fresh;
    forget();
    newest = frame;
    fresh = true;
    notifyAll();
    return missed;
  }

  /** Pictures may come again. The one that is kept stays. */
  void begin() {
    ended = null;
  }

  /** No more pictures will come, for this reason. One that waits is still to be taken. */
  void end(String reason) {
    ended = reason;
    notifyAll();
  }

  void requireOpen() throws IOException {
    if (ended != null) {
      throw new IOException(ended);
    }
  }

  /** For a reader that is new: what was taken before is offered again, unless it is too old. */
  void offerAgainUnlessBefore(long capturedNanos) {
    if (newest != null) {
      fresh = newest.capturedNanos() - capturedNanos >= 0;
    }
  }

  /** Nobody reads now: what is kept is of no use if no more will come. */
  void readerLeft() {
    if (ended != null) {
      forget();
    }
  }

  void wakeReader() {
    notifyAll();
  }

  private void forget() {
    if (newest != null) {
      newest.release();
    }
    newest = null;
    fresh = false;
  }

  /** Waits for the next picture, the caller's to release; throws the reason if none will come. */
  synchronized Frame await(BooleanSupplier closed) throws IOException, InterruptedException {
    while (!closed.getAsBoolean()) {
      if (fresh && newest != null) {
        fresh = false;
        return newest.retain();
      }
      requireOpen();
      wait();
    }
    throw new IOException("the source was closed");
  }
}
