package io.zoetrope.tasks;

import io.zoetrope.base.Backoff;
import io.zoetrope.base.ForeignCode;
import io.zoetrope.base.Outcome;
import io.zoetrope.base.Outcome.Returned;
import io.zoetrope.base.Outcome.Threw;
import io.zoetrope.tasks.topic.Overflow;
import io.zoetrope.tasks.topic.TopicListener;
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
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Does the tasks of a queue, each on a thread of its own and in one of a few slots. One thread
 * takes tasks; any thread may close it.
 *
 * <p>While the queue cannot be reached it waits and goes on. A task that is cancelled, takes too
 * long or is lost to another worker is interrupted.
 */
public final class Worker implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(Worker.class);
  private static final int BUFFER = 1000;
  private static final Duration LONGEST_TAKE = Duration.ofSeconds(5);
  private static final Backoff PAUSE = new Backoff(Duration.ofMillis(100), Duration.ofSeconds(5));
  private static final ForeignCode GUARD = new ForeignCode("Beginning a task");

  private final TaskQueue queue;
  private final Map<String, TaskKind> kinds;
  private final WorkerOptions options;
  private final RandomGenerator random;
  private final Report report;
  private final Semaphore slots;
  private final Semaphore untold;
  private final Map<String, Attempt> running = new ConcurrentHashMap<>();
  private final Thread taker;
  private final TopicListener listener;
  private volatile boolean closing;
  private volatile boolean givesUp;

  private Worker(
      TaskQueue queue, Collection<TaskKind> kinds, WorkerOptions options, RandomGenerator random) {
    if (options.slots() < 1) {
      throw new IllegalArgumentException("A worker has at least one slot");
    }
    this.queue = queue;
    this.kinds = kinds.stream().collect(Collectors.toMap(TaskKind::name, Function.identity()));
    this.options = options;
    this.random = random;
    this.report = new Report(queue, random, () -> closing);
    this.slots = new Semaphore(options.slots());
    this.untold = new Semaphore(options.slots());
    this.taker = Thread.ofVirtual().name("worker-" + options.name()).unstarted(this::takeTasks);
    this.listener =
        new TopicListener(
            "worker-events-" + options.name(),
            () -> queue.events().subscribe(BUFFER, Overflow.DROP_OLDEST),
            message -> hear(message.json()),
            random);
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
    int failures = 0;
    try {
      while (!closing) {
        switch (ForeignCode.call(this::takeSome)) {
          case Returned<Integer> _ -> {
            if (failures > 0) {
              LOG.info("The queue can be reached again.");
            }
            failures = 0;
          }
          case Threw<Integer>(InterruptedException _) -> {
            return;
          }
          case Threw<Integer>(Throwable cause) -> {
            if (failures == 0) {
              tellOfFailure(cause);
            }
            failures++;
            TimeUnit.NANOSECONDS.sleep(PAUSE.delay(failures, random).toNanos());
          }
        }
      }
    } catch (InterruptedException e) {
      // Closing.
    }
  }

  private static void tellOfFailure(Throwable cause) {
    if (cause instanceof QueueUnavailableException) {
      LOG.warn("{} Tasks wait until it works again.", cause.getMessage());
    } else {
      LOG.warn("The queue has failed. Tasks wait until it works again.", cause);
    }
  }

  private int takeSome() throws InterruptedException {
    slots.acquire();
    int free = 1 + slots.drainPermits();
    List<Lease> taken = List.of();
    try {
      taken = queue.leases().take(kinds.keySet(), options.name(), free, LONGEST_TAKE);
    } finally {
      slots.release(free - taken.size());
    }
    for (Lease lease : taken) {
      GUARD.run(() -> begin(lease));
    }
    return taken.size();
  }

  private void begin(Lease lease) {
    String key = lease.task().id();
    boolean begun = false;
    untold.acquireUninterruptibly();
    try {
      TaskKind kind = kinds.get(lease.task().kind());
      if (kind == null) {
        throw new IllegalStateException("The queue gave a task of another kind");
      }
      Attempt attempt = new Attempt(lease, kind, report, options.grace());
      running.put(key, attempt);
      Thread.ofVirtual().name("lease-" + key).start(() -> see(attempt, key));
      begun = true;
      if (givesUp) {
        attempt.giveUp();
      }
    } finally {
      if (!begun) {
        running.remove(key);
        untold.release();
        slots.release();
      }
    }
  }

  private void see(Attempt attempt, String key) {
    Outcome<Boolean> outcome =
        ForeignCode.call(() -> {
          try {
            attempt.run();
          } finally {
            running.remove(key, attempt);
            untold.release();
          }
          attempt.outlive();
          return true;
        });
    slots.release();
    if (outcome instanceof Threw<Boolean>(Throwable cause)) {
      LOG.warn("Task {} was left to another worker", key, cause);
    }
  }

  /** Tasks that were cancelled, or are too late, are interrupted at once, not with a renewal. */
  private void hear(String json) {
    // Most events are of no interest, so they are not parsed.
    if (json.contains("\"cancelled\"") || json.contains("\"dead\"")) {
      Attempt attempt = running.get(TaskJson.parse(json).path("id").asString(""));
      if (attempt != null) {
        attempt.doubt();
      }
    }
  }

  /**
   * Takes no more tasks, lets those that run go on for a while, then interrupts them and gives them
   * back. When this returns, the queue knows the results.
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
    listener.close();
    if (interrupted) {
      Thread.currentThread().interrupt();
    }
  }

  private void giveUp() {
    givesUp = true;
    running.values().forEach(Attempt::giveUp);
  }
}
