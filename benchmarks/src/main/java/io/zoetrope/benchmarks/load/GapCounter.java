package io.zoetrope.benchmarks.load;

/**
 * For one thread. Counts the frames a viewer was not sent: by sequence number where the server
 * sends one, else by how many periods lie between two timestamps. A frame that is late by half a
 * period counts as a gap, and the next one, early by as much, takes that back; so the count may
 * fall.
 */
final class GapCounter {
  private final double periodMicros;
  private long lastTimestamp = -1;
  private long lastSequence = -1;
  private long skipped;

  GapCounter(double periodMicros) {
    this.periodMicros = periodMicros;
  }

  void frame(long timestampMicros, long sequence) {
    if (sequence >= 0 && lastSequence >= 0) {
      skipped += Math.max(0, sequence - lastSequence - 1);
    } else if (sequence < 0 && timestampMicros >= 0 && lastTimestamp >= 0) {
      skipped += Math.round((timestampMicros - lastTimestamp) / periodMicros) - 1;
    }
    lastTimestamp = timestampMicros;
    lastSequence = sequence;
  }

  long skipped() {
    return skipped;
  }
}
