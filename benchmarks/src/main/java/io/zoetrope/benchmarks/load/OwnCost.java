package io.zoetrope.benchmarks.load;

import com.sun.management.OperatingSystemMXBean;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * What the load itself took while the window was open, as shares of one core.
 *
 * @param waitShare the time its thread could have run but had no core, where the kernel reports it:
 *     other work on the machine makes it grow
 */
public record OwnCost(double share, double waitShare) {
  private static final double LIMIT = 0.85;

  /** True when the load had so little left that the figures may be its own. */
  public boolean bottleneck() {
    return share > LIMIT;
  }

  /** Made by the load's thread when the window opens. */
  static final class Meter {
    private final long threadNanos = threadNanos();
    private final long processNanos = processNanos();
    private final long waitNanos = waitNanos();

    /** Called by the same thread when the window closes. */
    OwnCost stop(double seconds, boolean ownCore) {
      long thread = threadNanos() - threadNanos;
      long busy = ownCore ? Math.max(thread, processNanos() - processNanos) : thread;
      return new OwnCost(busy / 1e9 / seconds, (waitNanos() - waitNanos) / 1e9 / seconds);
    }

    private static long threadNanos() {
      return ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime();
    }

    private static long processNanos() {
      return ManagementFactory.getPlatformMXBean(OperatingSystemMXBean.class).getProcessCpuTime();
    }

    private static long waitNanos() {
      try {
        Path file = Path.of("/proc/thread-self/schedstat");
        return Long.parseLong(Files.readString(file).split(" ", 3)[1]);
      } catch (IOException | RuntimeException e) {
        return 0;
      }
    }
  }
}
