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
  private boolean busy; // until it is ready
  private boolean showing; // until it has returned
  private boolean closed;
  private boolean begun;
  private boolean awaitsKeyFrame;
  private long newestSequence = Long.MAX_VALUE; // until it is admitted
  private long admittedAfter = Long.MAX_VALUE;
  private long newestNumber;
  private long shown;
  private long dropped;
  private int unreported;

  private int missed; // written under the lock, by the thread that shows

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
   * The viewer's word that it is done with the last frame and can take the next. If one waits, it
   * is shown on the thread that calls, or, while {@link Viewer#show} is still running, when that
   * has returned: a viewer that lives on its executor calls it there.
   */
  public void ready() {
    Frame next;
    synchronized (this) {
      busy = false;
      next = takeNext();
    }
    show(next);
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
   * Lets it take the frames after this one, if {@code amidVideo} from the next key frame on. The
   * number is that of the newest frame in its group.
   */
  synchronized void admit(long sequence, long number, boolean amidVideo) {
    newestSequence = sequence;
    admittedAfter = sequence;
    newestNumber = number;
    awaitsKeyFrame = amidVideo;
  }

  boolean isBrief() {
    return VIEWERS.get(viewer::isBrief, false);
  }

  /**
   * Gives a newcomer the frames since the last key frame, unless it has begun; so many more were
   * left out after them. They stay the caller's.
   */
  void begin(List<Frame> frames, int leftOut, long number) {
    Frame next;
    synchronized (this) {
      Frame key = frames.getFirst();
      if (closed || begun || key.sequence() <= newestSequence) {
        return;
      }
      begun = true;
      Frame newest = waiting.begin(frames);
      int missing = newest == frames.getLast() ? leftOut : leftOut + frames.size() - 1;
      newestSequence = newest.sequence();
      newestNumber = inOrder ? number - missing : number;
      awaitsKeyFrame = inOrder && missing > 0;
      next = takeNext();
    }
    show(next);
  }

  /**
   * Shows the frame now or keeps it for later. It stays the caller's. What is missing before its
   * number in the group was dropped.
   */
  void offer(Frame frame, long number) {
    Frame next;
    synchronized (this) {
      if (closed
          || frame.sequence() <= newestSequence
          || (awaitsKeyFrame && !frame.startsGroup())) {
        return;
      }
      if (begun || !awaitsKeyFrame) {
        countLateness((int) (number - newestNumber - 1));
      }
      begun = true;
      awaitsKeyFrame = false;
      newestSequence = frame.sequence();
      newestNumber = number;
      countDropped(waiting.offer(frame));
      next = takeNext();
    }
    show(next);
  }

  /** What waits is older than what its executor was too late for: it is one gap, not two. */
  private void countLateness(int frames) {
    if (frames > 0) {
      countDropped(frames + waiting.lose());
    }
  }

  /** Shows the newest frame again to a viewer that wants this and has nothing newer to come. */
  void repeat(Frame frame) {
    if (inOrder || !VIEWERS.get(viewer::wantsRepeats, false)) {
      return;
    }
    Frame next;
    synchronized (this) {
      boolean its = frame.sequence() == newestSequence && frame.sequence() > admittedAfter;
      if (closed || busy || !its) {
        return;
      }
      int _ = waiting.offer(frame);
      next = takeNext();
    }
    show(next);
  }

  private void countDropped(int frames) {
    if (frames > 0) {
      dropped += frames;
      unreported += frames;
      counters.dropped().add(frames);
    }
  }

  /** Shows the frame, and in turn those for which the viewer is ready when it has returned. */
  private void show(@Nullable Frame first) {
    for (Frame next = first; next != null; next = takeNextAfterShowing()) {
      int before = missed;
      if (before > 0) {
        VIEWERS.run(() -> viewer.dropped(before));
      }
      boolean wentWell = VIEWERS.accept(show, next, this);
      next.release();
      if (!wentWell) {
        close();
      }
    }
  }

  private synchronized @Nullable Frame takeNextAfterShowing() {
    showing = false;
    return takeNext();
  }

  private @Nullable Frame takeNext() {
    if (busy || showing || closed) {
      return null;
    }
    countDropped(waiting.trim());
    Frame next = waiting.poll();
    if (next != null) {
      busy = true;
      showing = true;
      shown++;
      counters.shown().increment();
      missed = inOrder ? unreported : 0;
      unreported = 0;
    }
    return next;
  }
}
