package io.zoetrope.ffmpeg.transcode;

import io.zoetrope.core.media.Frame;
import java.io.IOException;
import java.time.Instant;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.PriorityQueue;
import java.util.TreeMap;

/**
 * Which picture is of which frame, told by its time alone: that is all of a frame that passes
 * through FFmpeg. Any thread.
 *
 * <p>Times are even in {@link #TICKS_PER_SECOND ticks}, and odd for frames of which a picture is
 * wanted.
 */
final class FramesInFlight {
  static final long TICKS_PER_SECOND = 1_000_000;

  private static final long NANOS_PER_STEP = 2_000_000_000 / TICKS_PER_SECOND;

  /** Some pictures come before those they build on: so far below the first one there is room. */
  private static final long FIRST_STEP = 10 * TICKS_PER_SECOND / 2;

  /**
   * More than any encoder changes the order by: an FFmpeg that has so many to make is behind, and
   * is to decode the next ones only.
   */
  private static final int MOST_WAITING = 60;

  private static final int MOST_LEFT_OUT = 1000;

  /**
   * What is left of a frame.
   *
   * @param sequence rises in the order in which pictures are presented
   */
  record Origin(
      Instant capturedAt,
      long capturedNanos,
      long presentationNanos,
      long sequence,
      boolean placeholder) {

    private static Origin of(Frame frame) {
      return new Origin(
          frame.capturedAt(),
          frame.capturedNanos(),
          frame.presentationNanos(),
          frame.sequence(),
          frame.placeholder());
    }

    private Origin numbered(long number) {
      return new Origin(capturedAt, capturedNanos, presentationNanos, number, placeholder);
    }
  }

  // Guarded by this.
  private final NavigableMap<Long, Origin> waiting = new TreeMap<>();
  private final PriorityQueue<Long> sequences = new PriorityQueue<>();
  private boolean begun;
  private long newestStep;
  private long shift;
  private int leftOut;

  /**
   * Notes a frame on its way in, and says at what time it goes, in ticks. Times that stand still or
   * go back do so between two groups only; there, time is made to go on.
   */
  synchronized long enter(Frame frame, boolean wanted) throws IOException {
    long step = frame.presentationNanos() / NANOS_PER_STEP;
    if (!begun) {
      begun = true;
      shift = FIRST_STEP - step;
    } else if (frame.keyFrame() && step + shift <= newestStep) {
      shift = newestStep + 1 - step;
    }
    step = Math.max(0, step + shift);
    while (waiting.containsKey(step)) {
      step++;
    }
    newestStep = Math.max(newestStep, step);
    if (!wanted) {
      return 2 * step;
    }
    if (waiting.size() == MOST_WAITING) {
      if (++leftOut > MOST_LEFT_OUT) {
        throw new IOException("FFmpeg makes no pictures of it");
      }
      return 2 * step;
    }
    waiting.put(step, Origin.of(frame));
    sequences.add(frame.sequence());
    return 2 * step + 1;
  }

  /** What the picture at this time is of. Those before it have been lost. */
  synchronized Optional<Origin> leave(long ticks) {
    Origin origin = waiting.get(ticks / 2);
    if (origin == null) {
      return Optional.empty();
    }
    NavigableMap<Long, Origin> gone = waiting.headMap(ticks / 2, true);
    long sequence = 0;
    for (int n = gone.size(); n > 0; n--) {
      sequence = sequences.remove();
    }
    gone.clear();
    leftOut = 0;
    return Optional.of(origin.numbered(sequence));
  }
}
