package io.zoetrope.core.stream;

import io.zoetrope.core.media.Frame;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The frames of all tracks since the last key frame of the video, that one included, so that a new
 * viewer sees a picture at once. Not thread-safe: its owner locks.
 */
public final class KeyFrameGroup {
  /** Some ten seconds of a good camera; who sends key frames more seldom has newcomers wait. */
  private static final long MAX_BYTES = 16L << 20;

  private static final long MAX_SPAN_NANOS = Duration.ofSeconds(10).toNanos();

  private final List<Frame> frames = new ArrayList<>(1);
  private long bytes;
  private int leftOut;

  /** Begins a group with its own reference to the key frame. */
  public KeyFrameGroup(Frame keyFrame) {
    keep(keyFrame);
  }

  Frame keyFrame() {
    return frames.getFirst();
  }

  /**
   * Keeps a frame with a reference of its own. When that is more than a group may have, only the
   * key frame stays: it is a picture to begin with, and what comes after it waits for the next one.
   */
  public void add(Frame frame) {
    if (leftOut > 0) {
      leftOut++;
      return;
    }
    keep(frame);
    if (bytes > MAX_BYTES || frame.capturedNanos() - keyFrame().capturedNanos() > MAX_SPAN_NANOS) {
      List<Frame> rest = frames.subList(1, frames.size());
      leftOut = rest.size();
      rest.forEach(Frame::release);
      rest.clear();
    }
  }

  /** How many frames since the key frame were not kept. */
  public int leftOut() {
    return leftOut;
  }

  /** All frames, each with a reference for the caller to release. */
  public List<Frame> retainAll() {
    frames.forEach(Frame::retain);
    return List.copyOf(frames);
  }

  /**
   * Gives back all that one kept, if there is one. Call it without holding a lock: what goes with a
   * frame may be a file.
   */
  public static void release(@Nullable KeyFrameGroup over) {
    if (over != null) {
      over.frames.forEach(Frame::release);
    }
  }

  private void keep(Frame frame) {
    frames.add(frame.retain());
    bytes += frame.sizeBytes();
  }
}
