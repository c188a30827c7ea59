package io.zoetrope.app.catalog;

import io.zoetrope.base.ForeignCode;
import io.zoetrope.base.Outcome.Threw;
import io.zoetrope.catalog.TaskRecord;
import io.zoetrope.tasks.QueueUnavailableException;
import io.zoetrope.tasks.TaskQueue;
import io.zoetrope.tasks.topic.Message;
import io.zoetrope.tasks.topic.MessageId;
import io.zoetrope.tasks.topic.Overflow;
import io.zoetrope.tasks.topic.RetainedTopic;
import io.zoetrope.tasks.topic.Subscriber;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import java.util.random.RandomGenerator;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Keeps the events of a topic in a catalog, and the tasks that they name. Any thread may close it;
 * a thread of its own does the work: a platform thread, because SQLite is native code that may take
 * as long as a disk.
 *
 * <p>It never holds up who publishes. While the catalog cannot be written, events wait in the
 * bounded buffer of its subscriber, which drops the oldest and counts them.
 */
final class CatalogRecorder implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(CatalogRecorder.class);
  private static final Duration LONGEST_POLL = Duration.ofMinutes(1);
  private static final int BATCH = 500;

  /**
   * Where events come from.
   *
   * @param outlives whether messages are kept over a restart of this process
   * @param capacity how many may wait
   */
  record Source(RetainedTopic events, TaskQueue queue, boolean outlives, int capacity) {}

  private final Source source;
  private final LazyCatalog catalog;
  private final Supplier<Instant> oldest;
  private final RecorderTimings timings;
  private final RandomGenerator random;
  private final RecorderLog log = new RecorderLog();
  private final MissedTasks missed;
  private final Thread thread;

  private final RecorderEnd end;

  // Of its own thread only.
  private final List<HeardEvent> batch = new ArrayList<>();
  private Optional<MessageId> last = Optional.empty();
  private long dropped;
  private boolean gap;
  private boolean hasMissed = true;
  private long walkNanos;
  private int failures;

  /** Tasks that have ended and were submitted before {@code oldest} are of no interest. */
  CatalogRecorder(
      Source source,
      LazyCatalog catalog,
      Supplier<Instant> oldest,
      RecorderTimings timings,
      RandomGenerator random) {
    this.source = source;
    this.catalog = catalog;
    this.oldest = oldest;
    this.timings = timings;
    this.random = random;
    this.thread = Thread.ofPlatform().name("catalog").daemon().unstarted(this::run);
    this.end = new RecorderEnd(thread);
    this.missed = new MissedTasks(source.queue(), catalog, end::hasCome);
  }

  void start() {
    thread.start();
  }

  RecorderLog log() {
    return log;
  }

  /** Waits for a moment until what was heard is written. */
  @Override
  public void close() {
    end.comes();
    try {
      if (thread.isAlive() && !thread.join(timings.atClose())) {
        LOG.warn("The catalog does not answer: the last events are not saved");
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void run() {
    walkNanos = System.nanoTime() + timings.walk().toNanos();
    do {
      if (ForeignCode.call(this::hear) instanceof Threw<Boolean>(Throwable cause)
          && !end.hasCome()) {
        log.fails(cause);
      }
      failures++;
    } while (!end.comesWithin(timings.pauses().delay(failures, random)));
  }

  private boolean hear() throws IOException {
    try (Subscriber events = subscribe()) {
      failures = 0;
      listen(events);
      return true;
    }
  }

  /** Behind what was heard last: before a restart too, if it is kept so long. */
  private Subscriber subscribe() throws IOException {
    if (last.isEmpty() && source.outlives()) {
      last = catalog.get().newestEvent().flatMap(MessageId::parse);
    }
    Subscriber events =
        source
            .events()
            .subscribeAfter(last.orElse(MessageId.NONE), source.capacity(), Overflow.DROP_OLDEST);
    dropped = 0;
    gap = false;
    return events;
  }

  private void listen(Subscriber events) throws IOException {
    while (true) {
      boolean toEnd = end.hasCome();
      boolean heard = gather(events);
      write(events);
      if (!heard && (toEnd || events.ended())) {
        return;
      }
      if (end.hasCome() && !batch.isEmpty()) {
        return;
      }
      walkIfDue();
    }
  }

  private boolean gather(Subscriber events) throws IOException {
    Message message = end.poll(events, untilNext());
    if (message == null) {
      return false;
    }
    Duration more = catalog.ifOpen().isPresent() ? timings.gathering() : timings.opening();
    long until = System.nanoTime() + more.toNanos();
    for (int heard = 1; message != null; heard++) {
      last = Optional.of(message.id());
      HeardEvent.of(message).ifPresent(batch::add);
      long left = Math.max(0, until - System.nanoTime());
      message = heard < BATCH ? end.poll(events, Duration.ofNanos(left)) : null;
    }
    return true;
  }

  private Duration untilNext() {
    return hasMissed ? Duration.ofNanos(Math.max(0, walkNanos - System.nanoTime())) : LONGEST_POLL;
  }

  /** Does not return before it has succeeded, unless it is closed. */
  private void write(Subscriber events) {
    if (batch.isEmpty()) {
      return;
    }
    List<TaskRecord> tasks = lookUp();
    int failed = 0;
    do {
      if (ForeignCode.call(() -> add(tasks)) instanceof Threw<Boolean>(Throwable cause)) {
        log.fails(cause);
        failed++;
      } else {
        batch.clear();
        count(events);
        log.works();
        return;
      }
    } while (!end.comesWithin(timings.pauses().delay(failed, random)));
  }

  private boolean add(List<TaskRecord> tasks) throws IOException {
    catalog.get().add(batch.stream().map(HeardEvent::event).toList(), tasks);
    return true;
  }

  private List<TaskRecord> lookUp() {
    Set<String> ids = new LinkedHashSet<>();
    batch.forEach(heard -> heard.taskId().ifPresent(ids::add));
    List<TaskRecord> tasks = new ArrayList<>();
    try {
      for (String id : ids) {
        source.queue().find(id).map(TaskRecords::of).ifPresent(tasks::add);
      }
    } catch (QueueUnavailableException e) {
      hasMissed = true;
    }
    return tasks;
  }

  private void count(Subscriber events) {
    long all = events.dropped();
    boolean someGone = events.gap();
    if (all > dropped || (someGone && !gap)) {
      hasMissed = true;
    }
    log.lost(all - dropped);
    dropped = all;
    gap = someGone;
  }

  private void walkIfDue() {
    if (!hasMissed || System.nanoTime() - walkNanos < 0) {
      return;
    }
    try {
      if (missed.add(oldest.get())) {
        log.works();
      }
      hasMissed = end.hasCome();
    } catch (QueueUnavailableException e) {
      LOG.debug("Tasks cannot be looked for: {}", e.getMessage());
    } catch (IOException | RuntimeException e) {
      log.fails(e);
    }
    walkNanos = System.nanoTime() + timings.pauses().longest().toNanos();
  }
}
