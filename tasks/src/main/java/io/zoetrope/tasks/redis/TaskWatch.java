package io.zoetrope.tasks.redis;

import io.zoetrope.tasks.TaskEvents;
import io.zoetrope.tasks.TaskJson;
import io.zoetrope.tasks.TaskState;
import io.zoetrope.tasks.topic.Message;
import io.zoetrope.tasks.topic.Overflow;
import io.zoetrope.tasks.topic.RetainedTopic;
import io.zoetrope.tasks.topic.TopicListener;
import java.time.Duration;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.random.RandomGenerator;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;

/**
 * Hears for all who wait in this process what becomes of tasks; subscribes with the first of them.
 * Any thread may call it. Who waits looks again now and then by itself, as events may be missed
 * while the connection is lost.
 */
final class TaskWatch implements AutoCloseable {
  private static final int BUFFER = 10_000;
  private static final long LOOK_NANOS = TimeUnit.SECONDS.toNanos(2);
  private static final long LOOK_FOR_ROOM_NANOS = TimeUnit.MILLISECONDS.toNanos(100);

  private final TopicListener listener;
  private final AtomicBoolean listening = new AtomicBoolean();
  private final Map<String, Set<Ending>> waiting = new ConcurrentHashMap<>();
  private long changes; // guarded by this

  TaskWatch(RetainedTopic events, RandomGenerator random) {
    this.listener =
        new TopicListener(
            "tasks-watch",
            () -> events.subscribe(BUFFER, Overflow.DROP_OLDEST),
            this::hear,
            random);
  }

  final class Ending implements AutoCloseable {
    private final String id;
    private final Semaphore heard = new Semaphore(0);

    private Ending(String id) {
      this.id = id;
    }

    /** Returns when the task has ended, or when it is time to look again. */
    void await(Duration atMost) throws InterruptedException {
      boolean _ = heard.tryAcquire(Math.min(atMost.toNanos(), LOOK_NANOS), TimeUnit.NANOSECONDS);
    }

    @Override
    public void close() {
      waiting.computeIfPresent(
          id,
          (_, all) -> {
            all.remove(this);
            return all.isEmpty() ? null : all;
          });
    }
  }

  Ending ending(String id) {
    listen();
    Ending ending = new Ending(id);
    waiting.compute(
        id,
        (_, others) -> {
          Set<Ending> all = others == null ? new HashSet<>() : others;
          all.add(ending);
          return all;
        });
    return ending;
  }

  /** How often tasks have left the queue, as far as was heard. */
  synchronized long changes() {
    return changes;
  }

  /** Returns when a task has left the queue since, or when it is time to look again. */
  void awaitChange(long seen, Duration atMost) throws InterruptedException {
    listen();
    long end = System.nanoTime() + Math.min(atMost.toNanos(), LOOK_FOR_ROOM_NANOS);
    synchronized (this) {
      for (long left = end - System.nanoTime(); changes == seen && left > 0; ) {
        TimeUnit.NANOSECONDS.timedWait(this, left);
        left = end - System.nanoTime();
      }
    }
  }

  /** The first who waits may have to connect, which takes its time; nobody waits for that one. */
  private void listen() {
    if (listening.compareAndSet(false, true)) {
      listener.startSubscribed();
    }
  }

  private void hear(Message message) {
    JsonNode json;
    try {
      json = TaskJson.parse(message.json());
    } catch (JacksonException e) {
      return;
    }
    TaskState state = TaskState.of(json.path("state").asString("")).orElse(TaskState.QUEUED);
    if (!json.path("type").asString("").equals(TaskEvents.TYPE) || state == TaskState.QUEUED) {
      return;
    }
    synchronized (this) {
      changes++;
      notifyAll();
    }
    if (state.ended()) {
      waiting.computeIfPresent(
          json.path("id").asString(""),
          (_, all) -> {
            all.forEach(ending -> ending.heard.release());
            return all;
          });
    }
  }

  @Override
  public void close() {
    listening.set(true);
    listener.close();
  }
}
