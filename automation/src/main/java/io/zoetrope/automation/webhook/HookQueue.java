package io.zoetrope.automation.webhook;

import io.zoetrope.core.time.Timekeeper;
import io.zoetrope.tasks.QueueFullException;
import io.zoetrope.tasks.QueueUnavailableException;
import io.zoetrope.tasks.TaskFilter;
import io.zoetrope.tasks.TaskOptions;
import io.zoetrope.tasks.TaskQueue;
import io.zoetrope.tasks.TaskRequest;
import io.zoetrope.tasks.TaskState;
import io.zoetrope.tasks.topic.MessageId;
import java.time.Duration;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * Submits the events of one webhook, as long as not too many of them wait: a receiver that is down
 * for a day must not fill the queue. Used by one thread.
 *
 * <p>Those that wait are counted now and then, not each time: in between, what is submitted is
 * taken for waiting.
 */
final class HookQueue {
  private static final Logger LOG = LoggerFactory.getLogger(HookQueue.class);

  /** More than two hours, because the waits between attempts grow from five seconds to an hour. */
  private static final int ATTEMPTS = 12;

  /** No server may be there that knows the webhook. */
  private static final Duration DEADLINE = Duration.ofDays(1);

  private static final Duration KEEP = Duration.ofHours(1);
  private static final Duration COUNT_INTERVAL = Duration.ofSeconds(5);
  private static final Duration TELL_INTERVAL = Duration.ofMinutes(1);

  private final Webhook webhook;
  private final Receiver receiver;
  private final TaskQueue queue;
  private final int mostWaiting;
  private final Timekeeper time;

  private int room;
  private long nextCountNanos;
  private long untold;
  private long nextTellNanos;

  /** From 1 to 1000 of its tasks may wait. */
  HookQueue(Webhook webhook, Receiver receiver, TaskQueue queue, int mostWaiting, Timekeeper time) {
    this.webhook = webhook;
    this.receiver = receiver;
    this.queue = queue;
    this.mostWaiting = mostWaiting;
    this.time = time;
    this.nextCountNanos = time.nanoTime();
    this.nextTellNanos = time.nanoTime();
  }

  /** After a {@link QueueUnavailableException} it is safe to try again. */
  void offer(MessageId id, String type, JsonNode event) {
    if (!webhook.wants(type) || receiver.isGone()) {
      return;
    }
    if (!hasRoom()) {
      drop("%d wait already; does %s answer?".formatted(mostWaiting, webhook.host()));
      return;
    }
    try {
      queue.submit(request(id, event));
      room--;
      tellOfEnd();
    } catch (QueueFullException e) {
      drop("the queue is full");
    }
  }

  void drop(String reason) {
    untold++;
    if (time.nanoTime() - nextTellNanos >= 0) {
      LOG.warn("Webhook {}: {} new events were dropped: {}", webhook.name(), untold, reason);
      untold = 0;
      nextTellNanos = time.nanoTime() + TELL_INTERVAL.toNanos();
    }
  }

  private void tellOfEnd() {
    if (untold > 0) {
      LOG.info("Webhook {}: there is room again; {} events were dropped", webhook.name(), untold);
      untold = 0;
    }
  }

  private boolean hasRoom() {
    if (room <= 0 && time.nanoTime() - nextCountNanos >= 0) {
      TaskFilter waiting =
          new TaskFilter(
              Optional.of(TaskState.QUEUED),
              Optional.of(webhook.kind()),
              Optional.empty(),
              mostWaiting);
      room = mostWaiting - queue.list(waiting).size();
      nextCountNanos = time.nanoTime() + COUNT_INTERVAL.toNanos();
    }
    return room > 0;
  }

  private TaskRequest request(MessageId id, JsonNode event) {
    ObjectNode payload =
        JsonNodeFactory.instance.objectNode().put("hook", webhook.name()).put("id", id.toString());
    payload.set("event", event);
    return new TaskRequest(
        webhook.kind(),
        payload,
        TaskOptions.STANDARD
            .withIdempotencyKey(webhook.name() + ":" + id)
            .withAttempts(ATTEMPTS)
            .withDeadline(time.now().plus(DEADLINE))
            .withKeep(KEEP));
  }
}
