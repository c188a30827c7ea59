package io.zoetrope.core.broadcast;

import io.zoetrope.core.frame.Frame;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * A viewer's place in a broadcast: at most one frame with the viewer, at most one waiting, and that
 * the newest. Any thread may call it.
 */
public final class Subscription implements AutoCloseable {
  private static final System.Logger LOG = System.getLogger(Subscription.class.getName());

  private final Viewer viewer;
  private final FrameCounters counters;
  private final Consumer<Subscription> whenClosed;

  // Guarded by this.
  private final NewestWins waiting = new NewestWins();
  private boolean busy;
  private boolean closed;
  private long newestSequence;
  private long shown;
  private long dropped;

  Subscription(Viewer viewer, FrameCounters counters, Consumer<Subscription> whenClosed) {
    this.viewer = viewer;
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

  /** Leaves the broadcast: no frame is shown from now on. Does nothing the second time. */
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

  boolean isBrief() {
    return viewer.isBrief();
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
    synchronized (this) {
      if (closed || busy || frame.sequence() != newestSequence || !viewer.wantsRepeats()) {
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
    try {
      viewer.show(next, this);
    } catch (Throwable e) {
      // One broken viewer must not cost the others of its group their frame.
      LOG.log(System.Logger.Level.WARNING, "A viewer failed and is let go", e);
      close();
    } finally {
      next.release();
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
