package io.zoetrope.benchmarks.server;

/**
 * What a server and its child processes took while the window was open. {@code waitSeconds} is time
 * its threads were ready to run and had no core. Memory is resident bytes; {@code residentBefore}
 * was read before the first viewer came, {@code residentSettled} some seconds into the window.
 */
public record ServerUse(
    double cpuSeconds,
    double seconds,
    double waitSeconds,
    long residentBefore,
    long residentStart,
    long residentSettled,
    long residentMax,
    long residentEnd,
    int threads) {

  public double coreShare() {
    return cpuSeconds / seconds;
  }

  public double cpuSecondsPerGigabyte(long bytes) {
    return bytes == 0 ? Double.NaN : cpuSeconds / (bytes / 1e9);
  }
}
