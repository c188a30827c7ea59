package io.zoetrope.benchmarks.server;

import io.zoetrope.benchmarks.load.WindowListener;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/**
 * Opened, closed and asked by one thread, while a thread of its own reads the memory every second.
 * Measures a process and its children.
 */
public final class ServerMeter implements WindowListener, AutoCloseable {
  /** A new kind of load lets the virtual machine compile, which takes memory for a moment. */
  private static final long SETTLING_NANOS = TimeUnit.SECONDS.toNanos(10);

  private final ProcFiles files = new ProcFiles(Path.of("/proc"));
  private final long pid;
  private final long ticksPerSecond;
  private final long residentBefore;
  private final ScheduledExecutorService sampler =
      Executors.newSingleThreadScheduledExecutor(
          Thread.ofPlatform().daemon().name("memory-sampler").factory());

  private Sample start;
  private Sample end;
  private volatile long residentSettled;
  private volatile long residentMax;

  private record Sample(long nanos, long ticks, int threads, long waited, long resident) {}

  public ServerMeter(long pid) {
    this.pid = pid;
    this.ticksPerSecond = Commands.number(100, "getconf", "CLK_TCK");
    this.start = sample();
    this.end = start;
    this.residentBefore = start.resident();
  }

  @Override
  public void opened() {
    start = sample();
    residentSettled = start.resident();
    residentMax = start.resident();
    var _ = sampler.scheduleAtFixedRate(this::watchMemory, 1, 1, TimeUnit.SECONDS);
  }

  @Override
  public void closed() {
    end = sample();
    sampler.shutdownNow();
  }

  private void watchMemory() {
    long now = processes().stream().mapToLong(files::residentBytes).sum();
    if (System.nanoTime() - start.nanos() < SETTLING_NANOS) {
      residentSettled = now;
    }
    residentMax = Math.max(residentMax, now);
  }

  /** What was used between opening and closing. */
  public ServerUse use() {
    return new ServerUse(
        (double) (end.ticks() - start.ticks()) / ticksPerSecond,
        (end.nanos() - start.nanos()) / 1e9,
        (end.waited() - start.waited()) / 1e9,
        residentBefore,
        start.resident(),
        residentSettled,
        Math.max(residentMax, end.resident()),
        end.resident(),
        end.threads());
  }

  private Sample sample() {
    long ticks = 0;
    int threads = 0;
    long waited = 0;
    long resident = 0;
    for (long process : processes()) {
      ProcFiles.Stat stat = files.stat(process);
      ticks += stat.ticks();
      threads += stat.threads();
      waited += files.waitedNanos(process);
      resident += files.residentBytes(process);
    }
    return new Sample(System.nanoTime(), ticks, threads, waited, resident);
  }

  private List<Long> processes() {
    Stream<Long> children =
        ProcessHandle.of(pid).stream().flatMap(ProcessHandle::descendants).map(ProcessHandle::pid);
    return Stream.concat(Stream.of(pid), children).toList();
  }

  @Override
  public void close() {
    sampler.shutdownNow();
  }
}
