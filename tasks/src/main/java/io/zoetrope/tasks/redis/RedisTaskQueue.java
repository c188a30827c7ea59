package io.zoetrope.tasks.redis;

import io.zoetrope.tasks.Progress;
import io.zoetrope.tasks.QueueFullException;
import io.zoetrope.tasks.QueueOptions;
import io.zoetrope.tasks.Task;
import io.zoetrope.tasks.TaskEvents;
import io.zoetrope.tasks.TaskFilter;
import io.zoetrope.tasks.TaskIds;
import io.zoetrope.tasks.TaskJson;
import io.zoetrope.tasks.TaskLeases;
import io.zoetrope.tasks.TaskOptions;
import io.zoetrope.tasks.TaskQueue;
import io.zoetrope.tasks.TaskRequest;
import io.zoetrope.tasks.TaskState;
import io.zoetrope.tasks.topic.RetainedTopic;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Tasks in Redis, for as many processes as one likes. Any thread may call it; calls block for a
 * round trip, and fail with a sentence if Redis does not answer.
 *
 * <p>Each step of a task is one script, so it happens whole or not at all, and its events with it.
 * Waiting tasks are in streams with a consumer group; the group's own list of what was delivered
 * and not acknowledged holds the leases.
 */
public final class RedisTaskQueue implements TaskQueue {
  /** What the names of all keys begin with, unless said otherwise. */
  public static final String PREFIX = "zoetrope:";

  private static final int PIECE = 200;

  private final TaskScripts scripts;
  private final QueueOptions options;
  private final TaskOwners owners;
  private final RedisStreamTopic events;
  private final TaskIds ids;
  private final LeaseReaper reaper;
  private final RedisTaskLeases leases;
  private final TaskWatch watch;
  private final ReadableTasks readable = new ReadableTasks();

  public RedisTaskQueue(RedisConnections redis, RedisStreamTopic events, QueueOptions options) {
    this(redis, events, options, PREFIX);
  }

  /** As below, with tasks that have no owner. */
  public RedisTaskQueue(
      RedisConnections redis, RedisStreamTopic events, QueueOptions options, String prefix) {
    this(redis, events, options, prefix, TaskOwners.NONE);
  }

  /**
   * Makes one. Both connections and topic stay the caller's to close.
   *
   * @param events where the events of tasks go, of the same Redis
   * @param prefix what the names of all keys begin with
   * @param owners whose tasks are submitted and taken here
   */
  public RedisTaskQueue(
      RedisConnections redis,
      RedisStreamTopic events,
      QueueOptions options,
      String prefix,
      TaskOwners owners) {
    this.owners = owners;
    this.scripts = new TaskScripts(redis, prefix, events.key());
    this.options = options;
    this.events = events;
    ids = new TaskIds(InstantSource.system());
    reaper = new LeaseReaper(scripts, options.lease());
    leases = new RedisTaskLeases(scripts, reaper, owners, options.lease());
    watch = new TaskWatch(events, redis.random());
  }

  @Override
  public Task submit(TaskRequest request) throws QueueFullException {
    TaskOptions asked = request.options();
    String id = ids.next();
    if (!asked.delay().isZero()) {
      reaper.dueIn(asked.delay());
    }
    List<Object> answer =
        scripts.run(
            TaskScripts.SUBMIT,
            id,
            request.kind(),
            TaskJson.text("payload", request.payload()),
            asked.priority().label(),
            Integer.toString(asked.attempts()),
            Long.toString(asked.delay().toMillis()),
            Long.toString(asked.keep().toMillis()),
            Integer.toString(options.capacity()),
            asked.deadline().map(at -> Long.toString(at.toEpochMilli())).orElse(""),
            asked.idempotencyKey().orElse(""),
            TaskEvents.camera(request.payload()).orElse(""),
            owners.ofKind().apply(request.kind()).orElse(""));
    long now = (Long) answer.getFirst();
    if (now < 0) {
      throw new QueueFullException(options.capacity());
    }
    return now == 0
        ? TaskFields.of((String) answer.get(1), (List<?>) answer.get(2)).task()
        : submitted(id, request, Instant.ofEpochMilli(now));
  }

  private static Task submitted(String id, TaskRequest request, Instant now) {
    TaskOptions asked = request.options();
    return new Task(
        id,
        request.kind(),
        request.payload(),
        TaskState.QUEUED,
        asked.priority(),
        0,
        asked.attempts(),
        Progress.NONE,
        now,
        now.plusMillis(asked.delay().toMillis()),
        Optional.empty(),
        Optional.empty(),
        asked.deadline(),
        asked.idempotencyKey(),
        Optional.empty(),
        Optional.empty());
  }

  @Override
  public Task submit(TaskRequest request, Duration atMost)
      throws QueueFullException, InterruptedException {
    long endNanos = System.nanoTime() + atMost.toNanos();
    while (true) {
      long seen = watch.changes();
      try {
        return submit(request);
      } catch (QueueFullException e) {
        long left = endNanos - System.nanoTime();
        if (left <= 0) {
          throw e;
        }
        watch.awaitChange(seen, Duration.ofNanos(left));
      }
    }
  }

  @Override
  public Optional<Task> find(String id) {
    Map<String, String> fields =
        scripts.redis().call(redis -> redis.hgetall(scripts.prefix() + "task:" + id));
    return fields.isEmpty() ? Optional.empty() : Optional.of(new TaskFields(id, fields).task());
  }

  /** Who owns the task; empty when nobody does, or it is not kept any more. */
  public Optional<String> owner(String id) {
    return Optional.ofNullable(
        scripts.redis().call(redis -> redis.hget(scripts.prefix() + "task:" + id, "owner")));
  }

  @Override
  public List<Task> list(TaskFilter filter) {
    List<Task> found = new ArrayList<>();
    String after = filter.after().orElse("");
    do {
      List<Object> answer =
          scripts.run(
              TaskScripts.LIST,
              filter.state().map(TaskState::label).orElse(""),
              filter.kind().orElse(""),
              filter.without().orElse(""),
              after,
              Integer.toString(Math.min(PIECE, filter.most())));
      after = (String) answer.getFirst();
      for (Object fields : answer.subList(1, answer.size())) {
        if (found.size() < filter.most()) {
          readable.read(TaskFields.of(fields)).ifPresent(found::add);
        }
      }
    } while (found.size() < filter.most() && !after.isEmpty());
    return found;
  }

  @Override
  public Map<TaskState, Long> counts() {
    Map<TaskState, Long> counts = new EnumMap<>(TaskState.class);
    List<Object> answer = scripts.run(TaskScripts.COUNTS);
    for (int i = 0; i < answer.size(); i += 2) {
      counts.put(TaskState.of((String) answer.get(i)).orElseThrow(), (Long) answer.get(i + 1));
    }
    return counts;
  }

  @Override
  public Optional<Task> await(String id, Duration atMost) throws InterruptedException {
    try (TaskWatch.Ending ending = watch.ending(id)) {
      long endNanos = System.nanoTime() + atMost.toNanos();
      while (true) {
        Optional<Task> task = find(id);
        long left = endNanos - System.nanoTime();
        if (task.isEmpty() || task.get().state().ended() || left <= 0) {
          return task;
        }
        ending.await(Duration.ofNanos(left));
      }
    }
  }

  @Override
  public boolean cancel(String id) {
    return scripts.changes(TaskScripts.CANCEL, id);
  }

  @Override
  public RetainedTopic events() {
    return events;
  }

  @Override
  public TaskLeases leases() {
    return leases;
  }

  @Override
  public void close() {
    reaper.close();
    leases.close();
    watch.close();
  }
}
