package io.zoetrope.benchmarks.server;

import java.util.Locale;

/**
 * What a server and its child processes took while the window was open. Memory is resident bytes.
 *
 * @param childCpuSeconds the part of the CPU time that its child processes took
 * @param waitSeconds how long its threads were ready to run and had no core
 * @param residentBefore read before the first viewer came
 * @param residentSettled read some seconds into the window
 */
public record ServerUse(
    double cpuSeconds,
    double childCpuSeconds,
    double seconds,
    double waitSeconds,
    long residentBefore,
    long residentStart,
    long residentSettled,
    long residentEnd,
    int threads) {

  public double coreShare() {
    return cpuSeconds / seconds;
  }

  /** Resident megabytes at the end, and by how much they grew. */
  public String memory() {
    return String.format(
        Locale.ROOT, "%.1f (%+.1f)", residentEnd / 1e6, (residentEnd - residentStart) / 1e6);
  }
}
