package io.zoetrope.tasks.redis;

import io.lettuce.core.XReadArgs.StreamOffset;
import io.zoetrope.tasks.Lease;
import io.zoetrope.tasks.Priority;
import io.zoetrope.tasks.Progress;
import io.zoetrope.tasks.QueueUnavailableException;
import io.zoetrope.tasks.TaskLeases;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The workers' side of a queue in Redis. Any thread may call it. */
final class RedisTaskLeases implements TaskLeases, AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(RedisTaskLeases.class);
  private static final Duration LONGEST_WAIT = Duration.ofSeconds(5);

  private final TaskScripts scripts;
  private final LeaseReaper reaper;
  private final TaskOwners owners;
  private final Duration lease;
  private final RedisWaiters waiting;

  /** Tells this process from others whose workers have the same name. */
  private final String suffix = "-" + UUID.randomUUID().toString().substring(0, 8);

  RedisTaskLeases(TaskScripts scripts, LeaseReaper reaper, TaskOwners owners, Duration lease) {
    this.scripts = scripts;
    this.reaper = reaper;
    this.owners = owners;
    this.lease = lease;
    waiting = new RedisWaiters(scripts.redis());
  }

  @Override
  public List<Lease> take(Set<String> kinds, String worker, int most, Duration atMost)
      throws InterruptedException {
    if (kinds.isEmpty() || most < 1) {
      throw new IllegalArgumentException("A worker takes at least one task of at least one kind");
    }
    long endNanos = System.nanoTime() + atMost.toNanos();
    while (true) {
      if (Thread.interrupted()) {
        throw new InterruptedException();
      }
      List<String> queues = owners.queues(kinds);
      List<Object> answer = scripts.run(TaskScripts.TAKE, arguments(queues, worker, most));
      if (answer.getFirst().equals(1L)) {
        List<Lease> leases = leases(answer);
        if (leases.isEmpty()) {
          continue;
        }
        return uninterrupted(leases);
      }
      long left = endNanos - System.nanoTime();
      if (left <= 0) {
        return List.of();
      }
      waiting.await(events(queues, answer), wait(left, (Long) answer.get(1)));
    }
  }

  private String[] arguments(List<String> queues, String worker, int most) {
    String[] arguments = new String[queues.size() + 3];
    arguments[0] = worker + suffix;
    arguments[1] = Integer.toString(most);
    arguments[2] = Long.toString(lease.toMillis());
    for (int i = 0; i < queues.size(); i++) {
      arguments[3 + i] = queues.get(i);
    }
    return arguments;
  }

  private List<Lease> leases(List<Object> answer) {
    List<Lease> leases = new ArrayList<>(answer.size() - 1);
    for (Object taken : answer.subList(1, answer.size())) {
      TaskFields fields = TaskFields.of(taken);
      try {
        leases.add(new Lease(fields.task(), fields.token()));
      } catch (QueueUnavailableException e) {
        LOG.warn("{} It was not done.", e.getMessage());
        scripts.changes(
            TaskScripts.END, fields.id(), fields.token(), "failed", String.valueOf(e.getMessage()));
      }
    }
    return leases;
  }

  /** Who was interrupted meanwhile does not want them any more. */
  private List<Lease> uninterrupted(List<Lease> leases) throws InterruptedException {
    if (!Thread.interrupted()) {
      return leases;
    }
    leases.forEach(this::giveBack);
    throw new InterruptedException();
  }

  private List<StreamOffset<String>> events(List<String> queues, List<Object> answer) {
    List<StreamOffset<String>> after = new ArrayList<>();
    for (Priority priority : Priority.values()) {
      for (String queue : queues) {
        String key = scripts.prefix() + "queue:" + queue + ":" + priority.label();
        after.add(StreamOffset.from(key, (String) answer.get(2 + after.size())));
      }
    }
    return after;
  }

  private static Duration wait(long leftNanos, long dueMillis) {
    Duration wait = Duration.ofNanos(Math.min(leftNanos, LONGEST_WAIT.toNanos()));
    return dueMillis >= 0 && dueMillis < wait.toMillis() ? Duration.ofMillis(dueMillis) : wait;
  }

  @Override
  public Duration duration() {
    return lease;
  }

  @Override
  public boolean renew(Lease held) {
    return scripts.changes(TaskScripts.RENEW, held.task().id(), held.token());
  }

  @Override
  public boolean progress(Lease held, Progress progress) {
    return scripts.changes(
        TaskScripts.RENEW,
        held.task().id(),
        held.token(),
        Integer.toString(progress.percent()),
        progress.note());
  }

  @Override
  public boolean done(Lease held, String result) {
    return scripts.changes(TaskScripts.END, held.task().id(), held.token(), "done", result);
  }

  @Override
  public boolean failed(Lease held, String error) {
    return scripts.changes(TaskScripts.END, held.task().id(), held.token(), "failed", error);
  }

  @Override
  public boolean retry(Lease held, String error, Duration delay) {
    reaper.dueIn(delay);
    return scripts.changes(
        TaskScripts.END,
        held.task().id(),
        held.token(),
        "retry",
        error,
        Long.toString(delay.toMillis()));
  }

  @Override
  public boolean giveBack(Lease held) {
    return scripts.changes(TaskScripts.END, held.task().id(), held.token(), "back");
  }

  @Override
  public void close() {
    waiting.close();
  }
}
