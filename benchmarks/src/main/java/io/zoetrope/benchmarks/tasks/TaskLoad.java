package io.zoetrope.benchmarks.tasks;

import com.sun.management.OperatingSystemMXBean;
import io.zoetrope.benchmarks.load.Delays;
import io.zoetrope.benchmarks.server.ServerException;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.util.Arrays;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicIntegerArray;
import java.util.concurrent.locks.LockSupport;
import java.util.function.DoubleSupplier;
import java.util.stream.IntStream;

/** For one thread. Puts tasks into a queue and watches when they start and end. */
final class TaskLoad {
  private static final int SUBMITTERS = 4;
  private static final int PATIENCE_SECONDS = 120;
  private static final long LOOK_NANOS = 500_000;

  private TaskLoad() {}

  /**
   * From the first submission to the end of the last task.
   *
   * @param redisCpu seconds that Redis has worked so far
   */
  static Rate rate(TaskSystem.Kind kind, int workers, int tasks, DoubleSupplier redisCpu)
      throws IOException {
    Starts starts = new Starts(tasks);
    try (TaskSystem system = kind.open(workers, starts::started);
        ExecutorService submitters = Executors.newFixedThreadPool(SUBMITTERS)) {
      double redisBegin = redisCpu.getAsDouble();
      double ownBegin = ownCpu();
      long begin = System.nanoTime();
      var submitting =
          IntStream.range(0, SUBMITTERS)
              .mapToObj(part -> submitters.submit(() -> submit(system, part, tasks)))
              .toList();
      for (Future<?> part : submitting) {
        get(part);
      }
      starts.await(kind.name());
      awaitEmpty(system, kind.name());
      double seconds = (System.nanoTime() - begin) / 1e9;
      double own = ownCpu() - ownBegin;
      return new Rate(
          tasks / seconds, 1e6 * (redisCpu.getAsDouble() - redisBegin) / tasks, 1e6 * own / tasks);
    }
  }

  /** Seconds that all threads of this process have worked. */
  private static double ownCpu() {
    return ManagementFactory.getPlatformMXBean(OperatingSystemMXBean.class).getProcessCpuTime()
        / 1e9;
  }

  /**
   * From just before a submission to the start of the task, with workers that have nothing to do.
   */
  static Delays delays(TaskSystem.Kind kind, int workers, int tasks, int perSecond)
      throws IOException {
    Starts starts = new Starts(tasks);
    long[] submitted = new long[tasks];
    try (TaskSystem system = kind.open(workers, starts::started)) {
      long begin = System.nanoTime();
      for (int number = 0; number < tasks; number++) {
        long due = begin + number * TimeUnit.SECONDS.toNanos(1) / perSecond;
        while (System.nanoTime() < due) {
          LockSupport.parkNanos(due - System.nanoTime());
        }
        submitted[number] = System.nanoTime();
        system.submit(number);
      }
      starts.await(kind.name());
      awaitEmpty(system, kind.name());
    }
    return delays(submitted, starts.nanos);
  }

  static Delays delays(long[] submitted, long[] started) {
    long[] nanos =
        IntStream.range(0, submitted.length)
            .mapToLong(number -> started[number] - submitted[number])
            .sorted()
            .toArray();
    return new Delays(
        nanos.length,
        millis(nanos, 0.5),
        millis(nanos, 0.99),
        Arrays.stream(nanos).max().orElse(0) / 1e6);
  }

  private static double millis(long[] sorted, double share) {
    return sorted[(int) Math.ceil(share * sorted.length) - 1] / 1e6;
  }

  private static Void submit(TaskSystem system, int part, int tasks) throws IOException {
    for (int number = part; number < tasks; number += SUBMITTERS) {
      system.submit(number);
    }
    return null;
  }

  private static void awaitEmpty(TaskSystem system, String name) throws IOException {
    long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(PATIENCE_SECONDS);
    while (system.left() > 0) {
      if (System.nanoTime() > deadline) {
        throw new ServerException(
            name + " has started all tasks, but " + system.left() + " do not end");
      }
      LockSupport.parkNanos(LOOK_NANOS);
    }
  }

  private static void get(Future<?> part) throws IOException {
    try {
      part.get();
    } catch (ExecutionException e) {
      throw new ServerException("a task could not be submitted: " + e.getCause());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new ServerException("interrupted");
    }
  }

  /** For any thread. When each task was first started. */
  private static final class Starts {
    private final long[] nanos;
    private final AtomicIntegerArray times;
    private final CountDownLatch missing;

    Starts(int tasks) {
      nanos = new long[tasks];
      times = new AtomicIntegerArray(tasks);
      missing = new CountDownLatch(tasks);
    }

    void started(int number) {
      long now = System.nanoTime();
      if (times.getAndIncrement(number) == 0) {
        nanos[number] = now;
        missing.countDown();
      }
    }

    void await(String name) throws IOException {
      try {
        if (!missing.await(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
          throw new ServerException(name + " has lost " + missing.getCount() + " tasks");
        }
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        throw new ServerException("interrupted");
      }
    }
  }
}
