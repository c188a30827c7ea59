package io.zoetrope.core.stream;

import io.zoetrope.core.media.Frame;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Iterator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Frames in their order, as many as the bounds allow. Whatever is taken can be decoded: after a gap
 * the next frame is a key frame of the video.
 */
final class FrameQueue implements PendingFrames {
  private final long maxBytes;
  private final long maxAgeNanos;
  private final Deque<Frame> waiting = new ArrayDeque<>();
  private long waitingBytes;
  private long agedSinceNanos = Long.MIN_VALUE;

  /** How far the viewer was behind when it began with the last group. */
  private long groupLagNanos;

  /** Whether a frame that builds on others finds them with the viewer. */
  private boolean intact;

  /** Whether everything is left out, audio included, until the video goes on. */
  private boolean skipping;

  FrameQueue(long maxBytes, long maxAgeNanos) {
    this.maxBytes = maxBytes;
    this.maxAgeNanos = maxAgeNanos;
  }

  @Override
  public int offer(Frame frame) {
    if (frame.startsGroup()) {
      intact = true;
      skipping = false;
    }
    if (skipping || !(frame.keyFrame() || intact)) {
      return 1;
    }
    waiting.add(frame.retain());
    waitingBytes += frame.sizeBytes();
    int dropped = 0;
    while (isTooMuch(frame)) {
      dropped += dropUpToKeyFrame();
    }
    return dropped;
  }

  /**
   * Keeps the frames that a newcomer begins with. They are as old as they are: it is given time to
   * catch up.
   *
   * @param complete whether what is offered next follows them
   */
  void begin(List<Frame> group, boolean complete) {
    Frame newest = group.getLast();
    agedSinceNanos = newest.capturedNanos();
    groupLagNanos = newest.capturedNanos() - group.getFirst().capturedNanos();
    group.forEach(this::offer);
    if (!complete) {
      skipToKeyFrame();
    }
  }

  /**
   * Drops the next group as a whole if its viewer is so slow that it would not get to the group's
   * end: half a group costs as much and shows less.
   */
  @Override
  public int trim() {
    Frame next = waiting.peek();
    if (next == null || !next.startsGroup() || next.format().framesStandAlone()) {
      return 0;
    }
    long lagNanos = waiting.getLast().capturedNanos() - next.capturedNanos();
    long grownNanos = lagNanos - groupLagNanos;
    groupLagNanos = lagNanos;
    if (grownNanos <= 0 || lagNanos + grownNanos <= maxAgeNanos) {
      return 0;
    }
    groupLagNanos = 0;
    return dropUpToKeyFrame();
  }

  @Override
  public @Nullable Frame poll() {
    Frame frame = waiting.poll();
    if (frame != null) {
      waitingBytes -= frame.sizeBytes();
    }
    return frame;
  }

  @Override
  public boolean isEmpty() {
    return waiting.isEmpty();
  }

  @Override
  public int clear() {
    int dropped = waiting.size();
    for (Frame frame = poll(); frame != null; frame = poll()) {
      frame.release();
    }
    intact = false;
    return dropped;
  }

  private boolean isTooMuch(Frame newest) {
    Frame oldest = waiting.peek();
    if (oldest == null || oldest == newest) {
      return false;
    }
    long since = Math.max(oldest.capturedNanos(), agedSinceNanos);
    return waitingBytes > maxBytes || newest.capturedNanos() - since > maxAgeNanos;
  }

  private int dropUpToKeyFrame() {
    int drop = framesBeforeNextKeyFrame();
    boolean none = drop == waiting.size();
    for (int n = 0; n < drop; n++) {
      Frame frame = waiting.remove();
      waitingBytes -= frame.sizeBytes();
      frame.release();
    }
    if (none) {
      skipToKeyFrame();
    }
    return drop;
  }

  private void skipToKeyFrame() {
    intact = false;
    skipping = true;
  }

  /** At least one, so that something is dropped. */
  private int framesBeforeNextKeyFrame() {
    int before = 0;
    boolean allStandAlone = true;
    for (Iterator<Frame> each = waiting.iterator(); each.hasNext(); before++) {
      Frame frame = each.next();
      allStandAlone &= frame.track().format().framesStandAlone();
      if (before > 0 && frame.startsGroup()) {
        return before;
      }
    }
    return allStandAlone ? 1 : before;
  }
}
