package io.zoetrope.web.events;

import io.vertx.core.Context;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.ext.web.RoutingContext;
import io.zoetrope.base.ForeignCode;
import io.zoetrope.base.Outcome;
import io.zoetrope.base.Outcome.Threw;
import io.zoetrope.tasks.topic.Message;
import io.zoetrope.tasks.topic.Subscriber;
import io.zoetrope.web.connection.ResponseEnd;
import io.zoetrope.web.http.OnLoop;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.Semaphore;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Sends one client the events. Begun and written on its event loop; a virtual thread takes the
 * messages, and waits while the client is slow: then it is the subscriber's buffer that fills, and
 * drops.
 */
final class EventStream {
  private static final Logger LOG = LoggerFactory.getLogger(EventStream.class);

  /** What is written at once; as much again may wait in the response. */
  private static final int MANY_CHARS = 16 * 1024;

  private final RoutingContext context;
  private final HttpServerResponse response;
  private final Context loop;
  private final Subscriber subscriber;
  private final EventText text;
  private final Duration heartbeat;

  /** Whether more may be written. */
  private final Semaphore room = new Semaphore(1);

  private volatile boolean gone;
  private Runnable whenGone = () -> {};
  private @Nullable Thread taker;
  private boolean full; // On the loop only.

  // Used by the thread that takes only.
  private long reportedDropped;
  private boolean reportedGap;

  EventStream(
      RoutingContext context, Subscriber subscriber, EventFilter filter, Duration heartbeat) {
    this.context = context;
    this.response = context.response();
    this.loop = context.vertx().getOrCreateContext();
    this.subscriber = subscriber;
    this.text = new EventText(filter);
    this.heartbeat = heartbeat;
  }

  /**
   * Begins to send events, after the head of the answer. The subscriber is closed in the end.
   *
   * @param whenGone called once, when the client has left or the stream has ended
   */
  void begin(Runnable whenGone) {
    Thread sender = Thread.ofVirtual().name("events").unstarted(this::send);
    this.whenGone = whenGone;
    taker = sender;
    response.setWriteQueueMaxSize(MANY_CHARS).drainHandler(_ -> drained());
    sender.start();
    ResponseEnd.then(context, this::leave);
  }

  private void send() {
    Outcome<Boolean> sent = ForeignCode.call(this::sendAll);
    OnLoop.run(loop, this::end);
    if (sent instanceof Threw<Boolean>(Throwable cause)
        && !(cause instanceof InterruptedException)
        && !gone) {
      LOG.warn(
          "A stream of events ends: {}",
          cause.getMessage(),
          cause instanceof RuntimeException ? null : cause);
    }
  }

  /** Until the client has left, which may interrupt it, or the subscriber has ended. */
  private boolean sendAll() throws InterruptedException {
    try (subscriber) {
      long lastNanos = System.nanoTime();
      while (!gone && !subscriber.ended()) {
        Duration quiet = Duration.ofNanos(System.nanoTime() - lastNanos);
        collect(heartbeat.compareTo(quiet) > 0 ? heartbeat.minus(quiet) : Duration.ZERO);
        boolean due = System.nanoTime() - lastNanos >= heartbeat.toNanos();
        if (!text.isEmpty() || due) {
          write(text.isEmpty() ? EventText.HEARTBEAT : text.take());
          lastNanos = System.nanoTime();
        }
      }
    }
    return true;
  }

  private void collect(Duration atMost) throws InterruptedException {
    Optional<Message> message = subscriber.poll(atMost);
    noteGaps();
    while (message.isPresent()) {
      text.add(message.get());
      message = text.length() < MANY_CHARS ? subscriber.poll(Duration.ZERO) : Optional.empty();
    }
  }

  private void noteGaps() {
    long dropped = subscriber.dropped();
    boolean gap = subscriber.gap();
    if (gap && !reportedGap) {
      text.addGap(0);
    }
    reportedGap = gap;
    if (dropped > reportedDropped) {
      text.addGap(dropped - reportedDropped);
      reportedDropped = dropped;
    }
  }

  /** Waits until the client has taken most of what was written before. */
  private void write(String events) throws InterruptedException {
    room.acquire();
    OnLoop.run(loop, () -> writeNow(events));
  }

  private void writeNow(String events) {
    if (gone || ResponseEnd.isOver(response)) {
      return;
    }
    var _ = response.write(events);
    full = response.writeQueueFull();
    if (!full) {
      room.release();
    }
  }

  private void drained() {
    if (full) {
      full = false;
      room.release();
    }
  }

  private void end() {
    if (!gone) {
      leave();
      if (!ResponseEnd.isOver(response)) {
        var _ = response.end();
      }
    }
  }

  private void leave() {
    if (gone) {
      return;
    }
    gone = true;
    whenGone.run();
    if (taker != null) {
      taker.interrupt(); // Closing the subscriber may wait, so its own thread does it.
    }
  }
}
