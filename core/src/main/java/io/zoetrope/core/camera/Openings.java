package io.zoetrope.core.camera;

import io.zoetrope.core.time.Timekeeper;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * The sessions of one camera, one after the other. Called under the lock of the life, except for
 * {@link #isCurrent} and {@link #awaitDeviceFree}, which any thread may call.
 */
final class Openings {

  /** Makes the session of one opening, not yet started. Called under the lock of the life. */
  @FunctionalInterface
  interface SessionMaker {
    CaptureSession make(@Nullable CaptureSession predecessor);
  }

  private final SessionMaker maker;
  private final Timekeeper time;
  private volatile @Nullable CaptureSession current;
  private volatile @Nullable CaptureSession last;
  private Delivery delivery = new Delivery();
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

  /** How long to wait so that there is at most one opening in that time. */
  Duration untilNext(Duration interval) {
    Duration left = interval.minusNanos(time.nanoTime() - openedNanos);
    return left.isNegative() ? Duration.ZERO : left;
  }

  void open() {
    CaptureSession opened = maker.make(last);
    current = opened;
    last = opened;
    hurried = false;
    delivery = new Delivery();
    openedNanos = time.nanoTime();
    opened.start();
  }

  void close() {
    CaptureSession open = current;
    current = null;
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

  /** Waits until the source last opened has let go of its device. */
  boolean awaitDeviceFree(Duration atMost) throws InterruptedException {
    CaptureSession opened = last;
    return opened == null || opened.awaitEnd(atMost);
  }
}
