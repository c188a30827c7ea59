package io.zoetrope.automation.webhook;

import io.zoetrope.base.ForeignCode;
import io.zoetrope.base.Outcome.Threw;
import io.zoetrope.core.time.Timekeeper;
import io.zoetrope.tasks.QueueUnavailableException;
import io.zoetrope.tasks.TaskKind;
import io.zoetrope.tasks.TaskQueue;
import io.zoetrope.tasks.Worker;
import io.zoetrope.tasks.WorkerOptions;
import io.zoetrope.tasks.topic.Message;
import io.zoetrope.tasks.topic.Overflow;
import io.zoetrope.tasks.topic.Subscriber;
import io.zoetrope.tasks.topic.TopicListener;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.random.RandomGenerator;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * Hears the events of a queue and posts them to webhooks. Any thread may start and close it; one of
 * its own makes a task of each event and webhook, and each webhook has a worker of its own for
 * them.
 *
 * <p>So events survive a restart, many servers on one queue post each once, and a receiver that
 * does not answer costs nobody else anything but its share of the queue.
 */
public final class Webhooks implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(Webhooks.class);
  private static final JsonMapper JSON = new JsonMapper();

  private static final int BUFFER = 1000;
  private static final int MOST_WAITING = 1000;

  /** All webhooks together may take this part of a queue. */
  private static final int SHARE = 4;

  private static final int SLOTS = 4;

  private final List<Webhook> webhooks;
  private final TaskQueue queue;
  private final Timekeeper time;
  private final WebhookTimings timings;
  private final RandomGenerator random = new SplittableRandom();
  private final Post post;
  private final List<HookQueue> hookQueues = new ArrayList<>();
  private final List<TaskKind> kinds = new ArrayList<>();
  private final List<Worker> workers = new ArrayList<>();
  private final CountDownLatch closing = new CountDownLatch(1);
  private final TopicListener listener;

  /** Nothing happens before {@link #start}. The capacity is that of the queue. */
  public Webhooks(List<Webhook> webhooks, TaskQueue queue, int capacity, Timekeeper time) {
    this(webhooks, queue, capacity, time, WebhookTimings.STANDARD);
  }

  Webhooks(
      List<Webhook> webhooks,
      TaskQueue queue,
      int capacity,
      Timekeeper time,
      WebhookTimings timings) {
    this.webhooks = List.copyOf(webhooks);
    this.queue = queue;
    this.time = time;
    this.timings = timings;
    this.post = new Post(timings.exchange());
    this.listener = new TopicListener("webhooks", this::subscribe, this::hear, random);
    int mostWaiting =
        Math.clamp(capacity / SHARE / Math.max(1, this.webhooks.size()), 1, MOST_WAITING);
    for (Webhook webhook : this.webhooks) {
      Receiver receiver = new Receiver(time);
      hookQueues.add(new HookQueue(webhook, receiver, queue, mostWaiting, time));
      kinds.add(
          new TaskKind(
              webhook.kind(),
              new WebhookHandler(webhook, receiver, post, time),
              timings.attempt(),
              timings.retries().first(),
              timings.retries().longest()));
    }
  }

  /** Posts what happens from now on, and what waits from before. */
  public synchronized void start() {
    if (webhooks.isEmpty() || closing.getCount() == 0) {
      return;
    }
    for (TaskKind kind : kinds) {
      workers.add(Worker.start(queue, List.of(kind), new WorkerOptions(kind.name(), SLOTS)));
    }
    listener.startSubscribed();
  }

  /** Posts under way have two seconds to end; all else stays in the queue. */
  @Override
  public synchronized void close() {
    if (closing.getCount() == 0) {
      return;
    }
    closing.countDown();
    try (ExecutorService ends = Executors.newVirtualThreadPerTaskExecutor()) {
      workers.forEach(worker -> ends.execute(worker::close));
      listener.close();
    }
    post.close();
  }

  private Subscriber subscribe() {
    try {
      return queue.events().subscribe(BUFFER, Overflow.DROP_NEWEST);
    } catch (RuntimeException e) {
      LOG.warn("Webhooks get no events: {}", e.getMessage());
      throw e;
    }
  }

  private void hear(Message message) {
    JsonNode event;
    try {
      event = JSON.readTree(message.json());
    } catch (JacksonException e) {
      return; // Not ours.
    }
    String type = event.path("type").asString("");
    if (event.path("kind").asString("").startsWith(Webhook.KIND_PREFIX)) {
      return; // Or events of posting would be posted for ever.
    }
    for (HookQueue hook : hookQueues) {
      pass(message, type, event, hook);
    }
  }

  private void pass(Message message, String type, JsonNode event, HookQueue hook) {
    long givenUp = time.nanoTime() + timings.patience().toNanos();
    for (int failures = 1; ; failures++) {
      if (!(ForeignCode.call(() -> offer(message, type, event, hook))
          instanceof Threw<Boolean>(Throwable cause))) {
        return;
      }
      if (!(cause instanceof QueueUnavailableException)) {
        hook.drop("it could not be submitted: " + cause);
        return;
      }
      if (time.nanoTime() - givenUp >= 0) {
        hook.drop("the queue cannot be reached");
        return;
      }
      if (closesWithin(timings.again().delay(failures, random))) {
        return;
      }
    }
  }

  private boolean closesWithin(Duration pause) {
    try {
      return closing.await(pause.toNanos(), TimeUnit.NANOSECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return true;
    }
  }

  private static boolean offer(Message message, String type, JsonNode event, HookQueue hook) {
    hook.offer(message.id(), type, event);
    return true;
  }
}
