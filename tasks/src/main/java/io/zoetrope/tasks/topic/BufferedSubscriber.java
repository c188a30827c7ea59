package io.zoetrope.tasks.topic;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Iterator;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/**
 * A subscriber whose topic puts messages into its buffer. Any thread may offer, end and close, and
 * none of that ever waits for the subscriber; one thread takes.
 *
 * <p>First comes what was kept, read from {@code earlier} by the one who takes and outside any
 * bound; meanwhile the buffer fills with what is published. A message that is in both is given
 * once: ids rise, and one that is not above the last is left out.
 *
 * <p>Public because topics of other packages use it.
 */
public final class BufferedSubscriber implements Subscriber {
  private final int capacity;
  private final Overflow overflow;
  private final Iterator<Message> earlier;
  private final Runnable onClose;

  // Guarded by this.
  private final ArrayDeque<Message> buffer = new ArrayDeque<>();
  private MessageId last = MessageId.NONE;
  private boolean caughtUp;
  private boolean gap;
  private boolean ending;
  private boolean closed;
  private long dropped;

  /**
   * Makes one.
   *
   * @param earlier what was kept; may block, and is called by who takes only
   * @param gap whether something before that is gone
   * @param onClose called once, when the subscriber is closed; not when the topic ends it
   */
  public BufferedSubscriber(
      int capacity, Overflow overflow, Iterator<Message> earlier, boolean gap, Runnable onClose) {
    if (capacity < 1) {
      throw new IllegalArgumentException("A buffer holds at least one message, not " + capacity);
    }
    this.capacity = capacity;
    this.overflow = overflow;
    this.earlier = earlier;
    this.gap = gap;
    this.onClose = onClose;
  }

  /**
   * Gives it one more message, above all before.
   *
   * @return whether it wants more: not when it was closed or has been ended
   */
  public synchronized boolean offer(Message message) {
    if (closed || ending) {
      return false;
    }
    if (message.id().compareTo(last) <= 0) {
      return true;
    }
    if (buffer.size() < capacity) {
      buffer.add(message);
      notifyAll();
      return true;
    }
    dropped++;
    switch (overflow) {
      case DROP_OLDEST -> {
        buffer.remove();
        buffer.add(message);
      }
      case DROP_NEWEST -> {}
      case END -> ending = true;
    }
    return !ending;
  }

  /** Nothing more will be offered: it still gives what it has. */
  public synchronized void end() {
    ending = true;
    notifyAll();
  }

  /** Messages were lost on the way to it. */
  public synchronized void lost() {
    gap = true;
  }

  @Override
  public Optional<Message> poll(Duration atMost) throws InterruptedException {
    Optional<Message> kept = pollEarlier();
    if (kept.isPresent()) {
      return kept;
    }
    return pollBuffer(System.nanoTime() + atMost.toNanos());
  }

  private synchronized Optional<Message> pollBuffer(long endNanos) throws InterruptedException {
    if (Thread.interrupted()) {
      throw new InterruptedException();
    }
    while (true) {
      Message next = closed ? null : buffer.poll();
      if (next == null) {
        long left = endNanos - System.nanoTime();
        if (left <= 0 || closed || ending) {
          return Optional.empty();
        }
        TimeUnit.NANOSECONDS.timedWait(this, left);
      } else if (next.id().compareTo(last) > 0) {
        last = next.id();
        return Optional.of(next);
      }
    }
  }

  /** What was kept is read without the lock, as that may take a round trip. */
  private Optional<Message> pollEarlier() {
    synchronized (this) {
      if (caughtUp || closed) {
        return Optional.empty();
      }
    }
    Optional<Message> next = earlier.hasNext() ? Optional.of(earlier.next()) : Optional.empty();
    synchronized (this) {
      next.ifPresentOrElse(message -> last = message.id(), () -> caughtUp = true);
      return closed ? Optional.empty() : next;
    }
  }

  @Override
  public synchronized long dropped() {
    return dropped;
  }

  @Override
  public synchronized boolean gap() {
    return gap;
  }

  @Override
  public synchronized boolean ended() {
    return closed || (ending && caughtUp && buffer.isEmpty());
  }

  @Override
  public void close() {
    synchronized (this) {
      if (closed) {
        return;
      }
      closed = true;
      buffer.clear();
      notifyAll();
    }
    onClose.run();
  }
}
