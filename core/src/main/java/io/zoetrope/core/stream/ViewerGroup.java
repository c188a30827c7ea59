package io.zoetrope.core.stream;

import io.zoetrope.core.media.Frame;
import java.util.Arrays;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * The viewers that share one executor, so that a frame costs one hop for all of them. Any thread
 * may call it; the viewers are called through the executor.
 *
 * <p>The hop is a place for one frame as well: when the executor is late, the frames it missed are
 * dropped here rather than queued.
 */
final class ViewerGroup {
  private static final Subscription[] NOBODY = {};

  private final Handover handover;
  private final Supplier<@Nullable Frame> latest;
  private final Runnable deliver = this::deliver;
  private final AtomicBoolean repeatPending = new AtomicBoolean();

  /** Replaced as a whole, under the lock, so that deliveries iterate without it. */
  private volatile Subscription[] members = NOBODY;

  // Guarded by this.
  private final NewestWins hop = new NewestWins();
  private boolean hopPending;
  private int droppedInHop;

  /**
   * A group without members.
   *
   * @param latest retains the newest frame for the caller, if there is one
   */
  ViewerGroup(Handover handover, Supplier<@Nullable Frame> latest) {
    this.handover = handover;
    this.latest = latest;
  }

  /**
   * Keeps the frame for all members, until {@link #hop} takes it to them. Calls nobody, so the
   * caller may hold a lock; it keeps its reference.
   */
  synchronized void offer(Frame frame) {
    if (members.length > 0) { // Else the last has just left, and nobody would take it away.
      droppedInHop += hop.offer(frame);
    }
  }

  /** Takes what was offered to the members. Call it without holding a lock. */
  void hop() {
    synchronized (this) {
      if (hopPending || hop.isEmpty()) {
        return;
      }
      hopPending = true;
    }
    handover.execute(deliver, this::hopMissed);
  }

  private synchronized void hopMissed() {
    hopPending = false;
    droppedInHop += hop.clear();
  }

  /** Gives the newest frame to a member that has just come. */
  void welcome(Subscription member) {
    handover.execute(() -> withLatest(frame -> welcome(member, frame)), () -> {});
  }

  private static void welcome(Subscription member, Frame newest) {
    if (newest.keyFrame()) {
      member.offer(newest);
    }
  }

  /**
   * Shows the newest frame again to those who want that, unless a newer one has come: once, however
   * often it is asked for.
   */
  void repeat(long sequence) {
    if (repeatPending.compareAndSet(false, true)) {
      handover.execute(() -> deliverAgain(sequence), () -> repeatPending.set(false));
    }
  }

  synchronized void add(Subscription member) {
    Subscription[] more = Arrays.copyOf(members, members.length + 1);
    more[members.length] = member;
    members = more;
  }

  synchronized void remove(Subscription member) {
    int at = Arrays.asList(members).indexOf(member);
    if (at >= 0) {
      Subscription[] fewer = Arrays.copyOf(members, members.length - 1);
      System.arraycopy(members, at + 1, fewer, at, fewer.length - at);
      members = fewer;
      if (fewer.length == 0) {
        hop.clear(); // An executor that is late, or never comes, must not keep it.
      }
    }
  }

  boolean isEmpty() {
    return members.length == 0;
  }

  /** Asked each time, as a rendition is brief for as long as all its viewers are. */
  int lastingMembers() {
    int lasting = 0;
    for (Subscription member : members) {
      lasting += member.isBrief() ? 0 : 1;
    }
    return lasting;
  }

  private void deliverAgain(long sequence) {
    repeatPending.set(false);
    withLatest(frame -> {
      if (frame.sequence() == sequence) {
        for (Subscription member : members) {
          member.repeat(frame);
        }
      }
    });
  }

  /** What waits for an executor holds no frame: it may wait for ever. */
  private void withLatest(Consumer<Frame> action) {
    Frame newest = latest.get();
    if (newest != null) {
      action.accept(newest);
      newest.release();
    }
  }

  private void deliver() {
    int missed;
    Frame frame;
    synchronized (this) {
      hopPending = false;
      missed = droppedInHop;
      droppedInHop = 0;
      frame = hop.poll();
    }
    if (frame == null) {
      return;
    }
    for (Subscription member : members) {
      if (missed > 0) {
        member.countDropped(missed);
      }
      member.offer(frame);
    }
    frame.release();
  }
}
