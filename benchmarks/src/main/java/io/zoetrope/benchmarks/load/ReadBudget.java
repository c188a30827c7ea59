package io.zoetrope.benchmarks.load;

/** For one thread. A token bucket: how many bytes a slow viewer may read now. */
final class ReadBudget {
  private static final int BURST = 32 * 1024;
  private static final int WORTH_READING = 8 * 1024;

  private final double bytesPerNano;
  private double tokens = BURST;
  private long filledAt;

  ReadBudget(long bytesPerSecond, long nowNanos) {
    this.bytesPerNano = bytesPerSecond / 1e9;
    this.filledAt = nowNanos;
  }

  int allowed(long nowNanos) {
    tokens = Math.min(BURST, tokens + (nowNanos - filledAt) * bytesPerNano);
    filledAt = nowNanos;
    return tokens < WORTH_READING ? 0 : (int) tokens;
  }

  void spend(int bytes) {
    tokens -= bytes;
  }
}
