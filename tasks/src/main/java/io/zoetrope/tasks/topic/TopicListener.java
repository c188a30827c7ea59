package io.zoetrope.tasks.topic;

import io.zoetrope.base.Backoff;
import io.zoetrope.base.ForeignCode;
import io.zoetrope.base.Outcome.Returned;
import io.zoetrope.base.Outcome.Threw;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.Supplier;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Hears a topic on a virtual thread of its own, until it is closed: when the topic has ended it, or
 * cannot be reached, it subscribes again. Any thread may start and close it.
 */
public final class TopicListener implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(TopicListener.class);
  private static final ForeignCode GUARD = new ForeignCode("A listener of a topic");
  private static final Backoff PAUSES = new Backoff(Duration.ofSeconds(1), Duration.ofSeconds(15));
  private static final Duration LONGEST_POLL = Duration.ofMinutes(1);

  private final String name;
  private final Supplier<Subscriber> subscribing;
  private final Consumer<Message> hearing;
  private final Backoff pauses;
  private final RandomGenerator random;
  private final Thread thread;
  private @Nullable Subscriber first;
  private int failures; // of its own thread

  /**
   * Makes one that hears nothing before {@link #start}.
   *
   * @param name of its thread
   * @param subscribing subscribes to the topic; may block, and fail
   * @param hearing is given each message; what it throws costs it that message only
   */
  public TopicListener(
      String name,
      Supplier<Subscriber> subscribing,
      Consumer<Message> hearing,
      RandomGenerator random) {
    this(name, subscribing, hearing, PAUSES, random);
  }

  TopicListener(
      String name,
      Supplier<Subscriber> subscribing,
      Consumer<Message> hearing,
      Backoff pauses,
      RandomGenerator random) {
    this.name = name;
    this.pauses = pauses;
    this.subscribing = subscribing;
    this.hearing = hearing;
    this.random = random;
    this.thread = Thread.ofVirtual().name(name).unstarted(this::run);
  }

  public void start() {
    thread.start();
  }

  /** Starts it; if the topic can be reached, it hears all that is published after this call. */
  public void startSubscribed() {
    if (ForeignCode.call(subscribing::get) instanceof Returned<Subscriber>(Subscriber made)) {
      first = made;
    }
    start();
  }

  /** Hears no more; a message may still be under way. */
  @Override
  public void close() {
    thread.interrupt();
  }

  private void run() {
    try {
      while (!Thread.currentThread().isInterrupted()) {
        switch (ForeignCode.call(this::listen)) {
          case Returned<Boolean> _ -> failures = 1;
          case Threw<Boolean>(InterruptedException _) -> {
            return;
          }
          case Threw<Boolean>(Throwable cause) -> {
            failures++;
            LOG.debug("{} cannot hear its topic", name, cause);
          }
        }
        TimeUnit.NANOSECONDS.sleep(pauses.delay(failures, random).toNanos());
      }
    } catch (InterruptedException e) {
      // Closed.
    } finally {
      if (first != null) {
        first.close();
      }
    }
  }

  private boolean listen() throws InterruptedException {
    Subscriber made = first;
    first = null;
    try (Subscriber subscriber = made == null ? subscribing.get() : made) {
      failures = 0;
      long dropped = 0;
      while (!subscriber.ended()) {
        Optional<Message> message = subscriber.poll(LONGEST_POLL);
        if (message.isPresent()) {
          GUARD.run(() -> hearing.accept(message.get()));
        }
        if (subscriber.dropped() > dropped) {
          LOG.warn(
              "{}: {} events came too fast and were dropped", name, subscriber.dropped() - dropped);
          dropped = subscriber.dropped();
        }
      }
      return true;
    }
  }
}
