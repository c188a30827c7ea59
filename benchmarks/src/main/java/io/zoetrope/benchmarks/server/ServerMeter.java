package io.zoetrope.benchmarks.server;

import io.zoetrope.benchmarks.load.WindowListener;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/**
 * Opened, closed and asked by one thread, while a thread of its own reads the memory. Measures a
 * process and its children.
 */
public final class ServerMeter implements WindowListener, AutoCloseable {
  /** A new kind of load lets the virtual machine compile, which takes memory for a moment. */
  private static final int SETTLING_SECONDS = 10;

  private final long pid;
  private final ScheduledExecutorService sampler =
      Executors.newSingleThreadScheduledExecutor(
          Thread.ofPlatform().daemon().name("memory-sampler").factory());
  private final Sample before;
  private Sample start;
  private Sample end;
  private volatile long residentSettled;

  private record Sample(
      long nanos, long cpuNanos, long childCpuNanos, long waited, long resident, int threads) {

    static Sample of(long pid) {
      List<Long> processes = processes(pid);
      long own = cpuNanos(pid);
      long all = processes.stream().mapToLong(Sample::cpuNanos).sum();
      return new Sample(
          System.nanoTime(),
          all,
          all - own,
          processes.stream().mapToLong(ProcFiles.HERE::waitedNanos).sum(),
          processes.stream().mapToLong(ProcFiles.HERE::residentBytes).sum(),
          processes.stream().mapToInt(ProcFiles.HERE::threads).sum());
    }

    private static List<Long> processes(long pid) {
      return Stream.concat(
              Stream.of(pid),
              ProcessHandle.of(pid).stream()
                  .flatMap(ProcessHandle::descendants)
                  .map(ProcessHandle::pid))
          .toList();
    }

    private static long cpuNanos(long pid) {
      return ProcessHandle.of(pid)
          .flatMap(process -> process.info().totalCpuDuration())
          .map(Duration::toNanos)
          .orElse(0L);
    }
  }

  public ServerMeter(long pid) {
    this.pid = pid;
    this.before = Sample.of(pid);
    this.start = before;
    this.end = before;
  }

  @Override
  public void opened() {
    start = Sample.of(pid);
    residentSettled = start.resident();
    var _ =
        sampler.schedule(
            () -> residentSettled = Sample.of(pid).resident(), SETTLING_SECONDS, TimeUnit.SECONDS);
  }

  @Override
  public void closed() {
    end = Sample.of(pid);
    sampler.shutdownNow();
  }

  /** What was used between opening and closing. */
  public ServerUse use() {
    return new ServerUse(
        (end.cpuNanos() - start.cpuNanos()) / 1e9,
        (end.childCpuNanos() - start.childCpuNanos()) / 1e9,
        (end.nanos() - start.nanos()) / 1e9,
        (end.waited() - start.waited()) / 1e9,
        before.resident(),
        start.resident(),
        residentSettled,
        end.resident(),
        end.threads());
  }

  @Override
  public void close() {
    sampler.shutdownNow();
  }
}
