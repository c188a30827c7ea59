package io.zoetrope.core.stream;

import io.zoetrope.base.ForeignCode;
import io.zoetrope.core.media.Frame;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * A viewer's place in a stream: at most one frame with the viewer, at most one waiting, and that
 * the newest. Any thread may call it.
 */
public final class Subscription implements AutoCloseable {
  private static final ForeignCode VIEWERS = new ForeignCode("A viewer, which is let go,");

  private final Viewer viewer;
  private final BiConsumer<Frame, Subscription> show;
  private final FrameCounters counters;
  private final Consumer<Subscription> whenClosed;

  // Guarded by this.
  private final NewestWins waiting = new NewestWins();
  private boolean busy;
  private boolean closed;
  private long newestSequence = Long.MAX_VALUE; // until it is admitted
  private long admittedAfter = Long.MAX_VALUE;
  private long shown;
  private long dropped;

  Subscription(Viewer viewer, FrameCounters counters, Consumer<Subscription> whenClosed) {
    this.viewer = viewer;
    this.show = viewer::show;
    this.counters = counters;
    this.whenClosed = whenClosed;
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

  /** Lets it take the frames after this one; those before were for others. */
  synchronized void admit(long sequence) {
    newestSequence = sequence;
    admittedAfter = sequence;
  }

  boolean isBrief() {
    return VIEWERS.get(viewer::isBrief, false);
  }

  /** Shows the frame now or keeps it as the newest. The caller keeps its reference. */
  void offer(Frame frame) {
    synchronized (this) {
      if (closed || frame.sequence() <= newestSequence) {
        return;
      }
      newestSequence = frame.sequence();
      countDropped(waiting.offer(frame));
    }
    showNext();
  }

  /**
   * Shows the newest frame a second time to a viewer that wants this and has nothing newer to come.
   */
  void repeat(Frame frame) {
    if (!VIEWERS.get(viewer::wantsRepeats, false)) {
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

  /** Counts frames that were dropped before they reached this place. */
  synchronized void countDropped(int frames) {
    dropped += frames;
    counters.countDropped(frames);
  }

  private void showNext() {
    Frame next = takeNext();
    if (next == null) {
      return;
    }
    boolean shown = VIEWERS.accept(show, next, this);
    next.release();
    if (!shown) {
      close();
    }
  }

  private synchronized @Nullable Frame takeNext() {
    if (busy || closed) {
      return null;
    }
    Frame next = waiting.poll();
    if (next != null) {
      busy = true;
      shown++;
      counters.countShown();
    }
    return next;
  }
}
