package io.zoetrope.tasks;

import java.security.SecureRandom;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import java.util.random.RandomGenerator;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Does the tasks of a queue, each on a virtual thread of its own and in one of a few slots. One
 * thread takes tasks; any thread may close it.
 *
 * <p>While the queue cannot be reached it waits and goes on. A task that is cancelled, takes too
 * long or is lost to another worker is interrupted.
 */
public final class Worker implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(Worker.class);
  private static final Duration LONGEST_TAKE = Duration.ofSeconds(5);
  private static final long FIRST_PAUSE_MILLIS = 100;
  private static final long LONGEST_PAUSE_MILLIS = 5000;

  private final TaskLeases leases;
  private final Map<String, TaskKind> kinds;
  private final WorkerOptions options;
  private final Report report;
  private final Semaphore slots;
  private final Semaphore untold;
  private final Map<String, Attempt> running = new ConcurrentHashMap<>();
  private final Thread taker;
  private final Thread listener;
  private volatile boolean closing;
  private volatile boolean givesUp;

  private Worker(
      TaskQueue queue, Collection<TaskKind> kinds, WorkerOptions options, RandomGenerator random) {
    if (options.slots() < 1) {
      throw new IllegalArgumentException("A worker has at least one slot");
    }
    this.leases = queue.leases();
    this.kinds = kinds.stream().collect(Collectors.toMap(TaskKind::name, Function.identity()));
    this.options = options;
    this.report = new Report(leases, random, () -> closing);
    this.slots = new Semaphore(options.slots());
    this.untold = new Semaphore(options.slots());
    this.taker = Thread.ofVirtual().name("worker-" + options.name()).unstarted(this::takeTasks);
    EndedTasks ended = new EndedTasks(queue.events(), this::doubt);
    this.listener = Thread.ofVirtual().name("worker-news-" + options.name()).unstarted(ended);
  }

  /**
   * Starts to do tasks, until it is closed.
   *
   * @param kinds what it can do; tasks of other kinds are left to others
   */
  public static Worker start(TaskQueue queue, Collection<TaskKind> kinds, WorkerOptions options) {
    return start(queue, kinds, options, new SecureRandom());
  }

  static Worker start(
      TaskQueue queue, Collection<TaskKind> kinds, WorkerOptions options, RandomGenerator random) {
    Worker worker = new Worker(queue, kinds, options, random);
    worker.listener.start();
    worker.taker.start();
    return worker;
  }

  /** How many tasks it is at. */
  public int running() {
    return running.size();
  }

  private void takeTasks() {
    long pause = 0;
    try {
      while (!closing) {
        try {
          takeSome();
          if (pause > 0) {
            LOG.info("The queue can be reached again.");
          }
          pause = 0;
        } catch (RuntimeException e) {
          if (pause == 0) {
            LOG.warn("{} Tasks wait until it works again.", e.getMessage());
          }
          pause = Math.clamp(2 * pause, FIRST_PAUSE_MILLIS, LONGEST_PAUSE_MILLIS);
          TimeUnit.MILLISECONDS.sleep(pause);
        }
      }
    } catch (InterruptedException e) {
      // Closing.
    }
  }

  private void takeSome() throws InterruptedException {
    slots.acquire();
    int free = 1 + slots.drainPermits();
    List<Lease> taken = List.of();
    try {
      taken = leases.take(kinds.keySet(), options.name(), free, LONGEST_TAKE);
    } finally {
      slots.release(free - taken.size());
    }
    for (Lease lease : taken) {
      begin(lease);
    }
  }

  private void begin(Lease lease) {
    TaskKind kind = kinds.get(lease.task().kind());
    if (kind == null) {
      throw new IllegalStateException("The queue gave a task of another kind");
    }
    Attempt attempt = new Attempt(lease, kind, report, options.grace());
    String key = lease.task().id();
    running.put(key, attempt);
    untold.acquireUninterruptibly();
    Thread.ofVirtual().name("lease-" + key).start(() -> see(attempt, key));
    if (givesUp) {
      attempt.giveUp();
    }
  }

  private void see(Attempt attempt, String key) {
    try {
      try {
        attempt.run();
      } finally {
        running.remove(key, attempt);
        untold.release();
      }
      attempt.outlive();
    } catch (RuntimeException e) {
      LOG.warn("Task {} was left to another worker: {}", key, e.getMessage());
    } catch (InterruptedException e) {
      // Nobody does that.
    } finally {
      slots.release();
    }
  }

  private void doubt(@Nullable String id) {
    Attempt attempt = id == null ? null : running.get(id);
    if (attempt != null) {
      attempt.doubt();
    }
  }

  /**
   * Takes no more tasks, lets those that run go on for a while, then interrupts them and gives them
   * back. What is told to the queue is told when this returns.
   */
  @Override
  public void close() {
    closing = true;
    taker.interrupt();
    boolean interrupted = false;
    try {
      taker.join();
      if (!untold.tryAcquire(options.slots(), options.grace().toNanos(), TimeUnit.NANOSECONDS)) {
        giveUp();
        untold.acquire(options.slots());
      }
      untold.release(options.slots());
    } catch (InterruptedException e) {
      giveUp();
      interrupted = true;
    }
    listener.interrupt();
    if (interrupted) {
      Thread.currentThread().interrupt();
    }
  }

  private void giveUp() {
    givesUp = true;
    running.values().forEach(Attempt::giveUp);
  }
}
