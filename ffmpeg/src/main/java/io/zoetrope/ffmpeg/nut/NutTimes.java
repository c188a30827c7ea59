package io.zoetrope.ffmpeg.nut;

import java.io.IOException;

/** The time of each packet of one stream, most of which are written as a difference. */
final class NutTimes {
  private final TimeBase base;
  private final int shift;
  private long last;

  /**
   * @param shift how many of the lowest bits are written where the rest follows from the last
   */
  NutTimes(TimeBase base, int shift) {
    this.base = base;
    this.shift = shift;
  }

  /** From here on, times are written as differences from this one. */
  void restart(long ticks, TimeBase of) throws IOException {
    last = of.convert(ticks, base);
  }

  long after(long delta) {
    last += delta;
    return last;
  }

  long coded(long coded) {
    long range = 1L << shift;
    if (coded >= range) {
      last = coded - range;
    } else {
      long mask = range - 1;
      long lowest = last - mask / 2;
      last = ((coded - lowest) & mask) + lowest;
    }
    return last;
  }
}
