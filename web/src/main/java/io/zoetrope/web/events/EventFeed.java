package io.zoetrope.web.events;

import io.zoetrope.tasks.topic.Message;
import io.zoetrope.tasks.topic.MessageId;
import io.zoetrope.tasks.topic.Overflow;
import io.zoetrope.tasks.topic.RetainedTopic;
import io.zoetrope.tasks.topic.Subscriber;
import java.time.Duration;
import java.util.Optional;

/**
 * The events that one client receives, and the gaps between them. One thread reads, which waits
 * while the client is slow: then it is the subscriber's buffer that fills, and drops.
 */
public final class EventFeed implements AutoCloseable {
  private static final int BUFFERED_MESSAGES = 1000;

  /** Where they go. */
  public interface Sink {
    /** The next event; its type is empty if it has none. */
    void event(String type, Message message);

    /** Events are missing, so many if that is known, otherwise zero. */
    void gap(long missed);

    /** Whether it has enough for now. */
    boolean isFull();
  }

  private final EventFilter filter;
  private final MessageId place;
  private final Subscriber subscriber;
  private boolean lost;
  private long reportedDropped;
  private boolean reportedGap;

  /** Events that come after the message of this id, or after the newest. */
  EventFeed(RetainedTopic events, String last, EventFilter filter) {
    Optional<MessageId> named = MessageId.parse(last);
    this.filter = filter;
    // An id even where none is given, so that no event is lost when the client comes back.
    this.place = named.orElseGet(events::newest);
    this.lost = named.isEmpty() && !last.isEmpty();
    this.subscriber = events.subscribeAfter(place, BUFFERED_MESSAGES, Overflow.DROP_OLDEST);
  }

  /** After which event it begins. */
  public MessageId place() {
    return place;
  }

  /** Whether nothing more will come. */
  public boolean ended() {
    return subscriber.ended();
  }

  /** Waits for an event, and takes those that have come meanwhile. */
  public void read(Duration atMost, Sink sink) throws InterruptedException {
    if (lost) {
      lost = false;
      sink.gap(0);
      return;
    }
    Optional<Message> message = subscriber.poll(atMost);
    reportGaps(sink);
    while (message.isPresent()) {
      EventSubject subject = EventSubject.of(message.get().json());
      if (filter.takes(subject.type(), subject.task())) {
        sink.event(subject.type(), message.get());
      }
      message = sink.isFull() ? Optional.empty() : subscriber.poll(Duration.ZERO);
    }
  }

  private void reportGaps(Sink sink) {
    long dropped = subscriber.dropped();
    boolean gap = subscriber.gap();
    if (gap && !reportedGap) {
      sink.gap(0);
    }
    reportedGap = gap;
    if (dropped > reportedDropped) {
      sink.gap(dropped - reportedDropped);
      reportedDropped = dropped;
    }
  }

  @Override
  public void close() {
    subscriber.close();
  }
}
