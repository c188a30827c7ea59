package io.zoetrope.benchmarks.load;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * What the load itself took while the window was open, as shares of one core. {@code waitShare} is
 * the time its thread could have run but had no core, where the kernel tells: others at work on the
 * machine make it grow.
 */
public record OwnCost(
    double threadCpuSeconds, double processCpuSeconds, double share, double waitShare) {
  private static final double LIMIT = 0.85;

  /** True when the load had so little left that the figures may be its own. */
  public boolean bottleneck() {
    return share > LIMIT;
  }

  /** Taken by the load's thread when the window opens. */
  static final class Meter {
    private final long threadNanos = threadNanos();
    private final long processNanos = processNanos();
    private final long waitNanos = waitNanos();

    /** Called by the same thread when the window closes. */
    OwnCost stop(double seconds, boolean ownCore) {
      double thread = (threadNanos() - threadNanos) / 1e9;
      double process = (processNanos() - processNanos) / 1e9;
      double wait = (waitNanos() - waitNanos) / 1e9;
      return new OwnCost(
          thread,
          process,
          (ownCore ? Math.max(thread, process) : thread) / seconds,
          wait / seconds);
    }

    private static long threadNanos() {
      return ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime();
    }

    private static long processNanos() {
      return ManagementFactory.getPlatformMXBean(com.sun.management.OperatingSystemMXBean.class)
          .getProcessCpuTime();
    }

    private static long waitNanos() {
      try {
        String[] fields =
            Files.readString(Path.of("/proc/thread-self/schedstat")).trim().split(" ", 3);
        return Long.parseLong(fields[1]);
      } catch (IOException | RuntimeException e) {
        return 0;
      }
    }
  }
}
