package io.zoetrope.core.camera;

import io.zoetrope.core.time.Timekeeper;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * The sessions of one camera, one after the other. Called under the lock of the lifecycle, except
 * for {@link #isCurrent}, which any thread may call.
 */
final class Openings {

  /** Makes the session of one opening, not yet started. Called under the lock. */
  @FunctionalInterface
  interface SessionMaker {
    CaptureSession make(long generation);
  }

  private final SessionMaker maker;
  private final Timekeeper time;
  private volatile @Nullable CaptureSession current;
  private @Nullable CaptureSession unstarted;
  private Delivery delivery = new Delivery();
  private long generation;
  private long openedNanos;
  private boolean hurried;

  Openings(SessionMaker maker, Timekeeper time) {
    this.maker = maker;
    this.time = time;
  }

  boolean isCurrent(CaptureSession candidate) {
    return current == candidate;
  }

  boolean isOpen() {
    return current != null;
  }

  /** What the session opened last has delivered, also after its end. */
  Delivery delivery() {
    return delivery;
  }

  /** Of what is shown at present: it rises with each opening and each closing. */
  long generation() {
    return generation;
  }

  /** How long to wait so that there is at most one opening in that time. */
  Duration untilNext(Duration interval) {
    Duration left = interval.minusNanos(time.nanoTime() - openedNanos);
    return left.isNegative() ? Duration.ZERO : left;
  }

  /** Makes a session, which the caller starts when it has let go of the lock. */
  void open() {
    CaptureSession opened = maker.make(++generation);
    current = opened;
    unstarted = opened;
    hurried = false;
    delivery = new Delivery();
    openedNanos = time.nanoTime();
  }

  /** The session that is still to be started, if there is one; says so once. */
  @Nullable CaptureSession takeUnstarted() {
    CaptureSession taken = unstarted;
    unstarted = null;
    return taken;
  }

  void close() {
    CaptureSession open = current;
    current = null;
    generation++;
    if (open != null) {
      open.stop();
    }
  }

  /** Lets the next opening follow at once if this one fails without a picture. */
  void hurry() {
    hurried = !delivery.begun();
  }

  /** Whether the next opening is to follow at once. Says so once. */
  boolean takeHurry() {
    boolean taken = hurried;
    hurried = false;
    return taken;
  }
}
