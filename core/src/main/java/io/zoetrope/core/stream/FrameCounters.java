package io.zoetrope.core.stream;

import java.util.concurrent.atomic.LongAdder;

/** Counts over all viewers of a stream, those gone included. Any thread may use it. */
record FrameCounters(LongAdder shown, LongAdder dropped) {
  FrameCounters() {
    this(new LongAdder(), new LongAdder());
  }
}
