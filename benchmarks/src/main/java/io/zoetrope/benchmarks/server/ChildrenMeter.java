package io.zoetrope.benchmarks.server;

import io.zoetrope.benchmarks.load.WindowListener;
import java.nio.file.Path;

/** For one thread. How much of a server's CPU time its child processes took. */
public final class ChildrenMeter implements WindowListener {
  private final ProcFiles files = new ProcFiles(Path.of("/proc"));
  private final long pid;
  private final long ticksPerSecond = Commands.number(100, "getconf", "CLK_TCK");
  private long before;
  private long after;

  public ChildrenMeter(long pid) {
    this.pid = pid;
  }

  @Override
  public void opened() {
    before = ticks();
  }

  @Override
  public void closed() {
    after = ticks();
  }

  /** Between opening and closing. */
  public double cpuSeconds() {
    return (double) (after - before) / ticksPerSecond;
  }

  private long ticks() {
    return ProcessHandle.of(pid).stream()
        .flatMap(ProcessHandle::descendants)
        .mapToLong(child -> files.stat(child.pid()).ticks())
        .sum();
  }
}
