package io.zoetrope.benchmarks.load;

/**
 * For one thread. What comes to a viewer that stopped reading, from the moment it reads again to
 * the first frame newer than that moment: all before that frame waited in the server or in the
 * kernel.
 */
final class StallWatch {
  /**
   * {@code firstAgeMicros} and {@code lastAgeMicros} are of the first and the last frame that was
   * too old. {@code oldBytes} came before the first frame of the stall's later half, which was
   * {@code nextAgeMicros} old when the viewer read again, or not yet captured.
   */
  record Recovery(
      boolean fresh,
      long staleBytes,
      int staleFrames,
      boolean partFirst,
      long firstAgeMicros,
      long lastAgeMicros,
      long oldBytes,
      long nextAgeMicros,
      long freshAfterMicros) {}

  private boolean reading;
  private long resumedAt;
  private long seenBefore;
  private long consumedBefore;
  private boolean partFirst;
  private boolean insideFresh;
  private boolean done;
  private boolean started;
  private int staleFrames;
  private long staleBytes;
  private long firstAge;
  private long lastAge;
  private long freshAfter;
  private long oldBytes;
  private long nextAge;
  private boolean nextSeen;

  void resumed(long nowMicros, long consumed, boolean insidePart) {
    reading = true;
    resumedAt = nowMicros;
    consumedBefore = consumed;
    partFirst = insidePart;
  }

  void partStarted(long timestampMicros, long consumed) {
    if (!reading) {
      seenBefore = timestampMicros;
    }
    if (!reading || done) {
      return;
    }
    long age = resumedAt - timestampMicros;
    if (!started) {
      started = true;
      firstAge = age;
    }
    if (!nextSeen) {
      oldBytes = consumed - consumedBefore;
      nextSeen = age < (resumedAt - seenBefore) / 2;
      nextAge = Math.max(0, age);
    }
    staleBytes = consumed - consumedBefore;
    insideFresh = age < 0;
    if (!insideFresh) {
      staleFrames++;
      lastAge = age;
    }
  }

  void partEnded(long nowMicros) {
    if (insideFresh && !done) {
      done = true;
      freshAfter = nowMicros - resumedAt;
    }
  }

  Recovery recovery() {
    return new Recovery(
        done, staleBytes, staleFrames, partFirst, firstAge, lastAge, oldBytes, nextAge, freshAfter);
  }
}
