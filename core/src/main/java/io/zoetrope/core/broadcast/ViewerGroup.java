package io.zoetrope.core.broadcast;

import io.zoetrope.core.frame.Frame;
import java.util.Arrays;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * The viewers that share one executor, so that a frame costs one hop for all of them. Any thread
 * may call it; the viewers are called through the executor.
 *
 * <p>The hop is a place for one frame, too: when the executor is late, the frames it missed are
 * dropped here rather than queued.
 */
final class ViewerGroup {
  private static final Subscription[] NOBODY = {};

  private final Handover handover;
  private final Runnable deliver = this::deliver;

  /** Replaced as a whole, under the lock, so that deliveries iterate without it. */
  private volatile Subscription[] members = NOBODY;

  // Guarded by this.
  private final NewestWins hop = new NewestWins();
  private boolean hopPending;
  private int droppedInHop;

  ViewerGroup(Handover handover) {
    this.handover = handover;
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

  /** Gives the frame to a member that has just come. The caller keeps its reference. */
  void welcome(Subscription member, Frame newest) {
    hop(newest, member::offer);
  }

  /** Shows the frame again to those who want that. The caller keeps its reference. */
  void repeat(Frame frame) {
    hop(
        frame,
        shown -> {
          for (Subscription member : members) {
            member.repeat(shown);
          }
        });
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

  private void hop(Frame frame, Consumer<Frame> action) {
    AtomicReference<@Nullable Frame> held = new AtomicReference<>(frame.retain());
    Consumer<Consumer<Frame>> once =
        use -> {
          Frame mine = held.getAndSet(null);
          if (mine != null) {
            use.accept(mine);
            mine.release();
          }
        };
    handover.execute(() -> once.accept(action), () -> once.accept(_ -> {}));
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
