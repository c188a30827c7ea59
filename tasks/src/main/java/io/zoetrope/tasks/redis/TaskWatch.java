package io.zoetrope.tasks.redis;

import io.zoetrope.base.ForeignCode;
import io.zoetrope.tasks.TaskEvents;
import io.zoetrope.tasks.TaskJson;
import io.zoetrope.tasks.TaskState;
import io.zoetrope.tasks.topic.Message;
import io.zoetrope.tasks.topic.Overflow;
import io.zoetrope.tasks.topic.RetainedTopic;
import io.zoetrope.tasks.topic.Subscriber;
import java.time.Duration;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;

/**
 * Hears for all who wait in this process what becomes of tasks; subscribes with the first of them.
 * Any thread may call it. Who waits looks again now and then by itself, as events may be missed
 * while the connection is lost.
 */
final class TaskWatch implements AutoCloseable {
  private static final ForeignCode GUARD = new ForeignCode("Hearing of tasks");
  private static final int BUFFER = 10_000;
  private static final Duration LOOK = Duration.ofSeconds(2);
  private static final Duration POLL = Duration.ofSeconds(60);

  private final RetainedTopic events;
  private final ReentrantLock lock = new ReentrantLock();
  private final Map<String, Set<Ending>> waiting = new HashMap<>();
  private final Condition changed = lock.newCondition();
  private long changes;
  private boolean listening; // Subscribed, or about to be.
  private @Nullable Subscriber subscriber;
  private boolean closed;

  TaskWatch(RetainedTopic events) {
    this.events = events;
  }

  /** One who waits for the end of a task. */
  final class Ending implements AutoCloseable {
    private final String id;
    private final Condition ended = lock.newCondition();
    private boolean heard;

    private Ending(String id) {
      this.id = id;
    }

    /** Returns when the task has ended, or when it is time to look again. */
    void await(Duration atMost) throws InterruptedException {
      long left = Math.min(atMost.toNanos(), LOOK.toNanos());
      lock.lockInterruptibly();
      try {
        while (!heard && left > 0) {
          left = ended.awaitNanos(left);
        }
        heard = false;
      } finally {
        lock.unlock();
      }
    }

    @Override
    public void close() {
      lock.lock();
      try {
        Set<Ending> others = waiting.getOrDefault(id, Set.of());
        if (others.remove(this) && others.isEmpty()) {
          waiting.remove(id);
        }
      } finally {
        lock.unlock();
      }
    }
  }

  Ending ending(String id) {
    listen();
    lock.lock();
    try {
      Ending ending = new Ending(id);
      waiting.computeIfAbsent(id, any -> new HashSet<>()).add(ending);
      return ending;
    } finally {
      lock.unlock();
    }
  }

  /** How often tasks have left the queue, as far as was heard. */
  long changes() {
    lock.lock();
    try {
      return changes;
    } finally {
      lock.unlock();
    }
  }

  /** Returns when a task has left the queue since, or when it is time to look again. */
  void awaitChange(long seen, Duration atMost) throws InterruptedException {
    long left = Math.min(atMost.toNanos(), TimeUnit.MILLISECONDS.toNanos(100));
    listen();
    lock.lockInterruptibly();
    try {
      while (changes == seen && left > 0) {
        left = changed.awaitNanos(left);
      }
    } finally {
      lock.unlock();
    }
  }

  /** Not under the lock: the first who waits may have to connect, which takes its time. */
  private void listen() {
    if (!isFirst()) {
      return;
    }
    Subscriber made = null;
    try {
      made = events.subscribe(BUFFER, Overflow.DROP_OLDEST);
    } finally {
      keep(made);
    }
  }

  private boolean isFirst() {
    lock.lock();
    try {
      boolean first = !listening && !closed;
      listening |= first;
      return first;
    } finally {
      lock.unlock();
    }
  }

  private void keep(@Nullable Subscriber made) {
    boolean late;
    lock.lock();
    try {
      late = closed;
      listening = made != null;
      subscriber = made;
    } finally {
      lock.unlock();
    }
    if (made == null) {
      return;
    }
    if (late) {
      made.close();
    } else {
      Thread.ofVirtual().name("tasks-watch").start(() -> hear(made));
    }
  }

  private void hear(Subscriber from) {
    GUARD.run(() -> {
      while (!from.ended()) {
        Optional<Message> message = from.poll(POLL);
        message.ifPresent(each -> GUARD.run(() -> hear(each)));
      }
    });
    lock.lock();
    try {
      // Whoever waits next subscribes again.
      listening = false;
      subscriber = null;
    } finally {
      lock.unlock();
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
    String id = json.path("id").asString("");
    lock.lock();
    try {
      changes++;
      changed.signalAll();
      if (state.ended()) {
        for (Ending ending : waiting.getOrDefault(id, Set.of())) {
          ending.heard = true;
          ending.ended.signal();
        }
      }
    } finally {
      lock.unlock();
    }
  }

  @Override
  public void close() {
    Subscriber open;
    lock.lock();
    try {
      closed = true;
      changed.signalAll();
      open = subscriber;
    } finally {
      lock.unlock();
    }
    if (open != null) {
      open.close();
    }
  }
}
