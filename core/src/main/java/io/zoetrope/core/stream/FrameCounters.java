package io.zoetrope.core.stream;

import java.util.concurrent.atomic.LongAdder;

/** Counts over all viewers of a stream, those gone included. Any thread may call it. */
final class FrameCounters {
  private final LongAdder shown = new LongAdder();
  private final LongAdder dropped = new LongAdder();

  void countShown() {
    shown.increment();
  }

  void countDropped(long frames) {
    if (frames > 0) {
      dropped.add(frames);
    }
  }

  long shown() {
    return shown.sum();
  }

  long dropped() {
    return dropped.sum();
  }
}
