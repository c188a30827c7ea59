package io.zoetrope.tasks.topic;

import java.time.InstantSource;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import tools.jackson.databind.JsonNode;

/**
 * A topic in this process, which keeps its newest messages in memory. Any thread may call it;
 * publishing never waits for a subscriber.
 *
 * <p>A message is there once, however many hear it: subscribers' buffers hold references. So memory
 * is bounded by what is kept, and for each subscriber by its buffer and what was kept when it
 * subscribed.
 */
public final class RingTopic implements RetainedTopic {
  private final int kept;
  private final InstantSource clock;
  private final MessageId start;

  private final Object lock = new Object();
  private final ArrayDeque<Message> ring = new ArrayDeque<>();
  private final List<BufferedSubscriber> subscribers = new ArrayList<>();
  private MessageId newest = MessageId.NONE;
  private MessageId newestGone = MessageId.NONE;
  private boolean closed;

  /**
   * Makes one.
   *
   * @param kept how many messages it keeps
   */
  public RingTopic(int kept, InstantSource clock) {
    if (kept < 0) {
      throw new IllegalArgumentException("A topic keeps no message or some, not " + kept);
    }
    this.kept = kept;
    this.clock = clock;
    this.start = new MessageId(clock.millis(), 0);
  }

  @Override
  public void publish(JsonNode message) {
    String json = message.toString();
    long now = clock.millis();
    synchronized (lock) {
      if (closed) {
        return;
      }
      Message added = new Message(newest.next(now), json);
      newest = added.id();
      ring.add(added);
      if (ring.size() > kept) {
        newestGone = ring.remove().id();
      }
      subscribers.removeIf(subscriber -> !subscriber.offer(added));
    }
  }

  @Override
  public Subscriber subscribe(int capacity, Overflow overflow) {
    synchronized (lock) {
      return subscriber(capacity, overflow, List.of(), false);
    }
  }

  @Override
  public Subscriber subscribeAfter(MessageId last, int capacity, Overflow overflow) {
    synchronized (lock) {
      List<Message> earlier =
          ring.stream().filter(message -> message.id().compareTo(last) > 0).toList();
      return subscriber(capacity, overflow, earlier, isGap(last));
    }
  }

  /** An id from before the start, or one that was never given, is of another process's topic. */
  private boolean isGap(MessageId last) {
    if (last.compareTo(newestGone) < 0) {
      return true;
    }
    return !last.equals(MessageId.NONE)
        && (last.compareTo(start) < 0 || last.compareTo(newest) > 0);
  }

  private Subscriber subscriber(
      int capacity, Overflow overflow, List<Message> earlier, boolean gap) {
    BufferedSubscriber made =
        new BufferedSubscriber(capacity, overflow, earlier.iterator(), gap, this::forgetClosed);
    if (closed) {
      made.end();
    } else {
      subscribers.add(made);
    }
    return made;
  }

  private void forgetClosed() {
    synchronized (lock) {
      subscribers.removeIf(Subscriber::ended);
    }
  }

  @Override
  public MessageId newest() {
    synchronized (lock) {
      return newest;
    }
  }

  @Override
  public void close() {
    synchronized (lock) {
      closed = true;
      subscribers.forEach(BufferedSubscriber::end);
      subscribers.clear();
      ring.clear();
    }
  }
}
