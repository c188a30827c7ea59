package io.zoetrope.web.live;

import io.zoetrope.core.media.Frame;
import io.zoetrope.core.stream.DeliveryPolicy;
import io.zoetrope.core.stream.Subscription;
import io.zoetrope.core.stream.Viewer;
import java.time.Duration;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * One subscription of a client: holds a frame until the connection has room for it. Event loop
 * only.
 */
final class LiveViewer implements Viewer {
  private final DeliveryPolicy policy;
  private final Predicate<Frame> wants;
  private final Runnable whenHeld;
  private @Nullable Subscription subscription; // of the last frame
  private Runnable leave = () -> {};
  private @Nullable Frame held;
  private boolean afterGap;
  private boolean over;
  private boolean skipping; // until the next group
  private long begunNanos;

  /**
   * @param wants whether to hold a frame; may end this
   * @param whenHeld runs for each frame that can now be taken
   */
  LiveViewer(DeliveryPolicy policy, Predicate<Frame> wants, Runnable whenHeld) {
    this.policy = policy;
    this.wants = wants;
    this.whenHeld = whenHeld;
  }

  /** It has joined a stream, which this has it leave. */
  void joined(Runnable toLeave) {
    leave = toLeave;
  }

  @Override
  public DeliveryPolicy policy() {
    return policy;
  }

  @Override
  public void dropped(int frames) {
    afterGap = true;
  }

  @Override
  public void show(Frame frame, Subscription from) {
    if (over) {
      from.close();
      return;
    }
    if (subscription == null) {
      begunNanos = System.nanoTime();
    }
    subscription = from;
    skipping &= !frame.startsGroup();
    if (!skipping && wants.test(frame) && !over) {
      drop();
      held = frame.retain();
      whenHeld.run();
    } else {
      from.ready();
    }
  }

  boolean holdsFrame() {
    return held != null;
  }

  /**
   * The frame to send now, with a reference that is the caller's: of pictures that stand alone, the
   * newest, and of others none that has waited for its turn too long, nor what builds on it. {@link
   * #ready} says that the next can come.
   */
  @Nullable Frame take() {
    switch (policy) {
      case DeliveryPolicy.LatestOnly _ -> {
        if (held != null) {
          ready(); // One that came since takes its place.
        }
      }
      case DeliveryPolicy.Queue(long _, Duration age) -> {
        while (held != null && ageNanos(held) > age.toNanos()) {
          skipping = true;
          afterGap = true;
          drop();
          ready();
        }
      }
    }
    Frame taken = held;
    held = null;
    return taken;
  }

  /** A newcomer gets what is old as if it had just been captured. */
  private long ageNanos(Frame frame) {
    return System.nanoTime() - Math.max(frame.capturedNanos(), begunNanos);
  }

  void ready() {
    if (subscription != null) {
      subscription.ready();
    }
  }

  /** Whether frames are missing before the next one that is sent; asked once. */
  boolean isAfterGap() {
    boolean gap = afterGap;
    afterGap = false;
    return gap;
  }

  void end() {
    over = true;
    drop();
    leave.run();
  }

  private void drop() {
    if (held != null) {
      held.release();
      held = null;
    }
  }
}
