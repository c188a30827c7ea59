package io.zoetrope.drivers.push;

import io.zoetrope.core.media.Frame;
import io.zoetrope.core.stream.KeyFrameGroup;
import java.io.IOException;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/**
 * What waits between publisher and camera: the newest picture that stands alone, or all frames of
 * video and sound, in order. What came since the last key frame is kept for a camera that is opened
 * later. Callers hold its monitor, except those of {@link #await}.
 */
final class FrameSlot {
  /** Some seconds of video with sound. */
  static final int MOST_WAITING = 256;

  private final Deque<Frame> waiting = new ArrayDeque<>();
  private @Nullable KeyFrameGroup kept;
  private boolean read;
  private boolean awaitsKeyFrame;
  private @Nullable String ended;

  FrameSlot(String reason) {
    this.ended = reason;
  }

  /** Takes over the frame's one reference; says whether a picture before it was never taken. */
  boolean put(Frame frame) {
    ended = null;
    keep(frame);
    boolean missed = false;
    if (newestWins(frame)) {
      missed = !waiting.isEmpty();
      forgetWaiting();
    }
    if (read && !awaitsKeyFrame) {
      waiting.add(frame);
      notifyAll();
    } else {
      frame.release();
    }
    return missed;
  }

  /** Whether this frame has to wait until those before it are taken. */
  boolean isFullFor(Frame frame) {
    return read && waiting.size() >= MOST_WAITING && !newestWins(frame);
  }

  /** Frames may come again, of another publisher. What is kept stays. */
  void begin() {
    ended = null;
    notifyAll();
  }

  /** No more frames will come, for this reason. Those that wait are still to be taken. */
  void end(String reason) {
    ended = reason;
    forgetKept();
    notifyAll();
  }

  void requireOpen() throws IOException {
    if (ended != null) {
      throw new IOException(ended);
    }
  }

  /** A reader is new: what is kept is offered to it, unless it is too old. */
  void beginReading(long oldestNanos) {
    forgetWaiting();
    read = true;
    awaitsKeyFrame = false;
    KeyFrameGroup group = kept;
    if (group == null) {
      return;
    }
    List<Frame> again = group.retainAll();
    if (again.getLast().capturedNanos() - oldestNanos >= 0) {
      waiting.addAll(again);
      awaitsKeyFrame = group.leftOut() > 0;
    } else {
      again.forEach(Frame::release);
    }
  }

  /** Nobody reads now. */
  void endReading() {
    read = false;
    forgetWaiting();
    notifyAll();
  }

  private void keep(Frame frame) {
    if (frame.startsGroup()) {
      forgetKept();
      kept = new KeyFrameGroup(frame);
      awaitsKeyFrame = false;
    } else if (kept != null) {
      kept.add(frame);
    }
  }

  private static boolean newestWins(Frame frame) {
    return frame.startsGroup() && frame.format().framesStandAlone();
  }

  private void forgetKept() {
    KeyFrameGroup.release(kept);
    kept = null;
  }

  private void forgetWaiting() {
    waiting.forEach(Frame::release);
    waiting.clear();
  }

  /** Waits for the next frame, the caller's to release; throws the reason if none will come. */
  synchronized Frame await(BooleanSupplier closed) throws IOException, InterruptedException {
    while (!closed.getAsBoolean()) {
      Frame next = waiting.poll();
      if (next != null) {
        notifyAll();
        return next;
      }
      requireOpen();
      wait();
    }
    throw new IOException("the source was closed");
  }
}
