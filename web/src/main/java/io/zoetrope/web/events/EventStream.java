package io.zoetrope.web.events;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.zoetrope.tasks.topic.Message;
import io.zoetrope.tasks.topic.MessageId;
import io.zoetrope.tasks.topic.Overflow;
import io.zoetrope.tasks.topic.RetainedTopic;
import io.zoetrope.tasks.topic.Subscriber;
import io.zoetrope.web.stream.Producer;
import io.zoetrope.web.stream.ResponseBody;
import java.io.IOException;
import java.time.Duration;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Sends one client the events, on a thread of its own, which waits while the client is slow: then
 * it is the subscriber's buffer that fills, and drops.
 */
final class EventStream implements Producer {
  private static final Logger LOG = LoggerFactory.getLogger(EventStream.class);
  private static final int BUFFERED_MESSAGES = 1000;
  private static final int MANY_CHARS = 16 * 1024;

  private final RetainedTopic events;
  private final String last;
  private final EventText text;
  private final Duration heartbeat;
  private long reportedDropped;
  private boolean reportedGap;

  /** Events that come after the message of this id, or after the newest. */
  EventStream(RetainedTopic events, String last, EventFilter filter, Duration heartbeat) {
    this.events = events;
    this.last = last;
    this.text = new EventText(filter);
    this.heartbeat = heartbeat;
  }

  @Override
  public void produce(ResponseBody out) throws Exception {
    Optional<MessageId> named = MessageId.parse(last);
    // An id even where none is given, so that no event is lost when the client comes back.
    MessageId after = named.orElseGet(events::newest);
    try (Subscriber subscriber =
        events.subscribeAfter(after, BUFFERED_MESSAGES, Overflow.DROP_OLDEST)) {
      if (named.isEmpty() && !last.isEmpty()) {
        text.addGap(0);
      }
      send("retry: 2000\nid: %s\n\n%s".formatted(after, text.take()), out);
      sendAll(subscriber, out);
    }
  }

  /** Until the client has left, which interrupts it, or the subscriber has ended. */
  private void sendAll(Subscriber subscriber, ResponseBody out)
      throws IOException, InterruptedException {
    try {
      long lastNanos = System.nanoTime();
      while (!subscriber.ended()) {
        Duration quiet = Duration.ofNanos(System.nanoTime() - lastNanos);
        collect(
            subscriber, heartbeat.compareTo(quiet) > 0 ? heartbeat.minus(quiet) : Duration.ZERO);
        boolean due = System.nanoTime() - lastNanos >= heartbeat.toNanos();
        if (!text.isEmpty() || due) {
          send(text.isEmpty() ? EventText.HEARTBEAT : text.take(), out);
          lastNanos = System.nanoTime();
        }
      }
    } catch (RuntimeException e) {
      LOG.warn("A stream of events ends: {}", e.getMessage());
    }
  }

  private void collect(Subscriber subscriber, Duration atMost) throws InterruptedException {
    Optional<Message> message = subscriber.poll(atMost);
    noteGaps(subscriber);
    while (message.isPresent()) {
      text.add(message.get());
      message = text.length() < MANY_CHARS ? subscriber.poll(Duration.ZERO) : Optional.empty();
    }
  }

  private void noteGaps(Subscriber subscriber) {
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

  private static void send(String events, ResponseBody out) throws IOException {
    out.write(events.getBytes(UTF_8));
    out.flush();
  }
}
