package io.zoetrope.core.stream;

import io.zoetrope.base.ForeignCode;
import io.zoetrope.core.media.Frame;
import java.util.List;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * A viewer's place in a stream: at most one frame with the viewer, and those waiting that its
 * {@link DeliveryPolicy} allows. Any thread may call it.
 */
public final class Subscription implements AutoCloseable {
  private static final ForeignCode VIEWERS = new ForeignCode("A viewer, which is let go,");

  private final Viewer viewer;
  private final BiConsumer<Frame, Subscription> show;
  private final boolean inOrder;
  private final FrameCounters counters;
  private final Consumer<Subscription> whenClosed;

  // Guarded by this.
  private final PendingFrames waiting;
  private boolean busy;
  private boolean closed;
  private boolean awaitsGroup;
  private long newestSequence = Long.MAX_VALUE; // until it is admitted
  private long admittedAfter = Long.MAX_VALUE;
  private long shown;
  private long dropped;
  private int unreported;

  Subscription(
      Viewer viewer,
      DeliveryPolicy policy,
      FrameCounters counters,
      Consumer<Subscription> whenClosed) {
    this.viewer = viewer;
    this.show = viewer::show;
    this.inOrder = policy instanceof DeliveryPolicy.Queue;
    this.waiting = PendingFrames.by(policy);
    this.counters = counters;
    this.whenClosed = whenClosed;
  }

  static DeliveryPolicy policyOf(Viewer viewer) {
    return VIEWERS.get(viewer::policy, new DeliveryPolicy.LatestOnly());
  }

  /**
   * The viewer's word that it is done with the last frame and can take the next, which is shown on
   * the thread that calls: a viewer that lives on its executor calls it there.
   */
  public void ready() {
    synchronized (this) {
      busy = false;
    }
    showNext();
  }

  /** Leaves the stream: no frame is shown from now on. Does nothing the second time. */
  @Override
  public void close() {
    synchronized (this) {
      if (closed) {
        return;
      }
      closed = true;
      waiting.clear();
    }
    whenClosed.accept(this);
  }

  /** How many frames this viewer was shown. */
  public synchronized long framesShown() {
    return shown;
  }

  /** How many frames this viewer missed because it was not ready for them. */
  public synchronized long framesDropped() {
    return dropped;
  }

  /**
   * Lets it take the frames after this one; those before were for others.
   *
   * @param amidVideo whether a frame makes sense only from the next key frame on
   */
  synchronized void admit(long sequence, boolean amidVideo) {
    newestSequence = sequence;
    admittedAfter = sequence;
    awaitsGroup = amidVideo;
  }

  boolean isBrief() {
    return VIEWERS.get(viewer::isBrief, false);
  }

  /**
   * Gives a newcomer the frames since the last key frame, unless it has begun. They stay others'.
   */
  void begin(List<Frame> group, boolean complete) {
    synchronized (this) {
      if (closed || group.getFirst().sequence() <= newestSequence) {
        return;
      }
      awaitsGroup = false;
      newestSequence = group.getLast().sequence();
      switch (waiting) {
        case NewestWins newest -> countDropped(newest.offer(group.getFirst()));
        case FrameQueue queue -> queue.begin(group, complete);
      }
    }
    showNext();
  }

  /** Shows the frame now or keeps it for later, as the policy has it. It stays the caller's. */
  void offer(Frame frame) {
    synchronized (this) {
      if (closed || frame.sequence() <= newestSequence || (awaitsGroup && !frame.startsGroup())) {
        return;
      }
      awaitsGroup = false;
      newestSequence = frame.sequence();
      countDropped(waiting.offer(frame));
    }
    showNext();
  }

  /**
   * Shows the newest frame a second time to a viewer that wants this and has nothing newer to come.
   */
  void repeat(Frame frame) {
    if (inOrder || !VIEWERS.get(viewer::wantsRepeats, false)) {
      return;
    }
    synchronized (this) {
      boolean its = frame.sequence() == newestSequence && frame.sequence() > admittedAfter;
      if (closed || busy || !its) {
        return;
      }
      waiting.offer(frame);
    }
    showNext();
  }

  /** Counts frames that were dropped, here or before they reached this place. */
  synchronized void countDropped(int frames) {
    if (frames > 0) {
      dropped += frames;
      unreported += frames;
      counters.countDropped(frames);
    }
  }

  private void showNext() {
    int missed;
    Frame next;
    synchronized (this) {
      next = takeNext();
      missed = next != null && inOrder ? takeUnreported() : 0;
    }
    if (next == null) {
      return;
    }
    if (missed > 0) {
      VIEWERS.run(() -> viewer.dropped(missed));
    }
    boolean shown = VIEWERS.accept(show, next, this);
    next.release();
    if (!shown) {
      close();
    }
  }

  private int takeUnreported() {
    int taken = unreported;
    unreported = 0;
    return taken;
  }

  private @Nullable Frame takeNext() {
    if (busy || closed) {
      return null;
    }
    countDropped(waiting.trim());
    Frame next = waiting.poll();
    if (next != null) {
      busy = true;
      shown++;
      counters.countShown();
    }
    return next;
  }
}
