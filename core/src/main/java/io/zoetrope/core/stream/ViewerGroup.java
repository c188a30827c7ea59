package io.zoetrope.core.stream;

import io.zoetrope.core.media.Frame;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * The viewers that share an executor and a policy, so that a frame costs one hop for all of them.
 * Any thread may call it; the viewers are called through the executor, one hop after the other,
 * however many threads that has.
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
  private final List<Subscription> newcomers = new ArrayList<>(0);
  private boolean hopPending;
  private long frames;

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
    // Without members the last has just left, and nobody would take it away.
    if (members.length > 0 && pending.wants(frame)) {
      frames++;
      int _ = pending.offer(frame); // Each member finds out from the frames' numbers.
    }
  }

  /** How many frames were offered that the members should have: the number of the newest. */
  synchronized long frames() {
    return frames;
  }

  /** Takes what was offered to the members. Call it without holding a lock. */
  void hop() {
    synchronized (this) {
      if (hopPending || (pending.size() == 0 && newcomers.isEmpty())) {
        return;
      }
      hopPending = true;
    }
    handover.execute(deliver, this::hopMissed);
  }

  private synchronized void hopMissed() {
    hopPending = false;
    int _ = pending.lose();
  }

  /** Gives a member that has just come what it may begin with. Call it without holding a lock. */
  void welcome(Subscription member) {
    synchronized (this) {
      newcomers.add(member);
    }
    hop();
  }

  /** Shows the newest picture again unless a newer one has come: once, however often asked. */
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
    newcomers.remove(member);
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

  /** Asked each time, because a rendition is brief while all its viewers are. */
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

  /** Delivers what waits now; what comes meanwhile gets another hop, after others' turns. */
  private void deliver() {
    int waiting;
    List<Subscription> welcomed;
    synchronized (this) {
      waiting = pending.size();
      welcomed = newcomers.isEmpty() ? List.of() : List.copyOf(newcomers);
      newcomers.clear();
    }
    try {
      welcomed.forEach(newcomer -> stream.giveGroup(newcomer, this));
      for (int n = 0; n < waiting; n++) {
        deliverNext();
      }
    } finally {
      synchronized (this) {
        hopPending = false;
      }
      hop();
    }
  }

  private void deliverNext() {
    Frame frame;
    long number;
    synchronized (this) {
      frame = pending.poll();
      number = frames - pending.size(); // Gaps are only before the first that waits.
    }
    if (frame == null) {
      return;
    }
    for (Subscription member : members) {
      member.offer(frame, number);
    }
    frame.release();
  }
}
