package io.zoetrope.benchmarks.load;

/**
 * For one thread. What a viewer that stopped reading gets, from the moment it reads again to the
 * first frame newer than that moment: everything before that frame waited in the server or in the
 * kernel.
 */
final class StallWatch {

  /**
   * What came.
   *
   * @param fresh whether a new frame came in the end, {@code freshAfterMicros} later
   * @param staleFrames how many were captured before the viewer read again
   * @param oldBytes what came before the first frame of the stall's later half, which was {@code
   *     nextAgeMicros} old when the viewer read again, or not yet captured
   */
  record Recovery(
      boolean fresh, int staleFrames, long oldBytes, long nextAgeMicros, long freshAfterMicros) {}

  private boolean reading;
  private boolean done;
  private long resumedAt;
  private long seenBefore;
  private long consumedBefore;
  private boolean insideFresh;
  private boolean nextSeen;
  private int staleFrames;
  private long oldBytes;
  private long nextAge;
  private long freshAfter;

  void resumed(long nowMicros, long consumed) {
    reading = true;
    resumedAt = nowMicros;
    consumedBefore = consumed;
  }

  void partStarted(long capturedMicros, long consumed) {
    if (!reading) {
      seenBefore = capturedMicros;
    } else if (!done) {
      long age = resumedAt - capturedMicros;
      if (!nextSeen) {
        oldBytes = consumed - consumedBefore;
        nextSeen = age < (resumedAt - seenBefore) / 2;
        nextAge = Math.max(0, age);
      }
      insideFresh = age < 0;
      staleFrames += insideFresh ? 0 : 1;
    }
  }

  void partEnded(long nowMicros) {
    if (insideFresh && !done) {
      done = true;
      freshAfter = nowMicros - resumedAt;
    }
  }

  Recovery recovery() {
    return new Recovery(done, staleFrames, oldBytes, nextAge, freshAfter);
  }
}
