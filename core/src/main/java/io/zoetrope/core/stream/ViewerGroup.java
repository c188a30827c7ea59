package io.zoetrope.core.stream;

import io.zoetrope.core.media.Frame;
import java.util.Arrays;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;

/**
 * The viewers that share an executor and a kind of policy, so that a frame costs one hop for all of
 * them. Any thread may call it; the viewers are called through the executor.
 *
 * <p>Frames wait for the executor by that policy as well: when it is late, it finds the newest
 * frame only, or all that it may catch up with.
 */
final class ViewerGroup {
  private static final Subscription[] NOBODY = {};

  private final MediaStream stream;
  private final Handover handover;
  private final Runnable deliver = this::deliver;
  private final AtomicBoolean repeatPending = new AtomicBoolean();

  /** Replaced as a whole, under the lock, so that deliveries iterate without it. */
  private volatile Subscription[] members = NOBODY;

  // Guarded by this.
  private final PendingFrames pending;
  private boolean hopPending;
  private int droppedInHop;

  /** A group without members, who are all as patient as this policy. */
  ViewerGroup(MediaStream stream, Handover handover, DeliveryPolicy policy) {
    this.stream = stream;
    this.handover = handover;
    this.pending = PendingFrames.by(policy);
  }

  /**
   * Keeps the frame for all members, until {@link #hop} takes it to them. Calls nobody, so the
   * caller may hold a lock; it keeps its reference.
   */
  synchronized void offer(Frame frame) {
    if (members.length > 0) { // Else the last has just left, and nobody would take it away.
      droppedInHop += pending.offer(frame);
    }
  }

  /** Takes what was offered to the members. Call it without holding a lock. */
  void hop() {
    synchronized (this) {
      if (hopPending || pending.isEmpty()) {
        return;
      }
      hopPending = true;
    }
    handover.execute(deliver, this::hopMissed);
  }

  private synchronized void hopMissed() {
    hopPending = false;
    droppedInHop += pending.clear();
  }

  /** Gives a member that has just come what it may begin with. */
  void welcome(Subscription member) {
    handover.execute(() -> stream.giveGroup(member), () -> {});
  }

  /**
   * Shows the newest picture again to those who want that, unless a newer one has come: once,
   * however often it is asked for.
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
        pending.clear(); // An executor that is late, or never comes, must not keep it.
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

  /** What waits for an executor holds no frame: it may wait for ever. */
  private void deliverAgain(long sequence) {
    repeatPending.set(false);
    Frame newest = stream.retainLatest();
    if (newest == null) {
      return;
    }
    if (newest.sequence() == sequence) {
      for (Subscription member : members) {
        member.repeat(newest);
      }
    }
    newest.release();
  }

  private void deliver() {
    synchronized (this) {
      hopPending = false;
    }
    for (Frame frame = poll(); frame != null; frame = poll()) {
      int missed = takeDropped();
      for (Subscription member : members) {
        if (missed > 0) {
          member.countDropped(missed);
        }
        member.offer(frame);
      }
      frame.release();
    }
  }

  private synchronized int takeDropped() {
    int taken = droppedInHop;
    droppedInHop = 0;
    return taken;
  }

  private synchronized @Nullable Frame poll() {
    return pending.poll();
  }
}
