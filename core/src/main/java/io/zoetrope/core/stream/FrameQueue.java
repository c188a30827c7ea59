package io.zoetrope.core.stream;

import io.zoetrope.core.media.Frame;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Iterator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Frames in their order, as many as the bounds allow. If what is offered can be decoded, so can
 * what is taken: after a gap the next frame is a key frame of the video. Such a gap is always
 * before the first frame that waits.
 */
final class FrameQueue implements PendingFrames {
  private final long maxBytes;
  private final long maxAgeNanos;
  private final Deque<Frame> waiting = new ArrayDeque<>();
  private long waitingBytes;
  private long agedSinceNanos = Long.MIN_VALUE;

  /** How far the viewer was behind when it began with the last group. */
  private long groupLagNanos;

  /** Whether the pictures offered last build on each other. */
  private boolean interCoded;

  /** Whether all is left out, audio too, until the next key frame. Nothing waits then. */
  private boolean skipping;

  FrameQueue(long maxBytes, long maxAgeNanos) {
    this.maxBytes = maxBytes;
    this.maxAgeNanos = maxAgeNanos;
  }

  @Override
  public boolean wants(Frame frame) {
    return true;
  }

  @Override
  public int offer(Frame frame) {
    if (frame.track().isVideo()) {
      interCoded = !frame.format().framesStandAlone();
    }
    skipping &= !frame.startsGroup();
    if (skipping) {
      return 1;
    }
    keep(frame);
    int dropped = 0;
    while (isTooMuch(frame)) {
      dropped += dropUpToKeyFrame();
    }
    return dropped;
  }

  /**
   * Keeps the key frame only if all would be too many. They may be old: a newcomer is given time to
   * catch up.
   */
  @Override
  public Frame begin(List<Frame> group) {
    Frame key = group.getFirst();
    boolean fits = group.stream().mapToLong(Frame::sizeBytes).sum() <= maxBytes;
    List<Frame> kept = fits ? group : List.of(key);
    kept.forEach(this::keep);
    Frame newest = kept.getLast();
    agedSinceNanos = newest.capturedNanos();
    groupLagNanos = newest.capturedNanos() - key.capturedNanos();
    interCoded = !key.format().framesStandAlone();
    return newest;
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
  public int size() {
    return waiting.size();
  }

  @Override
  public int clear() {
    return drop(waiting.size());
  }

  @Override
  public int lose() {
    skipping |= interCoded && !waiting.isEmpty();
    return clear();
  }

  private void keep(Frame frame) {
    waiting.add(frame.retain());
    waitingBytes += frame.sizeBytes();
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
    int frames = framesBeforeNextKeyFrame();
    skipping = frames == waiting.size();
    return drop(frames);
  }

  private int drop(int frames) {
    for (int n = 0; n < frames; n++) {
      Frame frame = waiting.remove();
      waitingBytes -= frame.sizeBytes();
      frame.release();
    }
    return frames;
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
