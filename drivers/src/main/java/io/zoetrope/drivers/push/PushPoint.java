package io.zoetrope.drivers.push;

import io.zoetrope.core.driver.DriverContext;
import io.zoetrope.core.driver.FrameSource;
import io.zoetrope.core.frame.Frame;
import io.zoetrope.core.publish.Publication;
import io.zoetrope.core.publish.PublishPoint;
import io.zoetrope.core.publish.Publisher;
import io.zoetrope.core.publish.PublishingRefusedException;
import io.zoetrope.core.publish.PublishingRefusedException.Reason;
import io.zoetrope.core.time.Timekeeper.Timer;
import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/**
 * One camera's publisher on one side, its open source on the other, and the newest picture between
 * them. Any thread may call it, and nothing here waits.
 */
final class PushPoint implements PublishPoint {
  /** How long a picture that was sent alone is shown while the next is awaited. */
  static final Duration STILL_STANDS = Duration.ofSeconds(60);

  /** How soon the next picture of a series must come; an older one is not shown to newcomers. */
  static final Duration SERIES_STANDS = Duration.ofSeconds(10);

  private final String cameraId;
  private final PushOptions options;
  private final DriverContext context;

  // Written under the lock.
  private final ReentrantLock lock = new ReentrantLock();
  private final FrameSlot slot;
  private volatile @Nullable PushPublication publication;
  private volatile @Nullable PushSource source;
  private volatile boolean stills;
  private @Nullable Timer stillTimer;
  private boolean closed;

  private volatile Runnable whenPublished = () -> {};

  PushPoint(String cameraId, PushOptions options, DriverContext context) {
    this.cameraId = cameraId;
    this.options = options;
    this.context = context;
    this.slot = new FrameSlot(lock, howTo("nobody publishes to this camera"));
  }

  @Override
  public void whenPublished(Runnable action) {
    whenPublished = action;
  }

  @Override
  public FrameSource open() throws IOException {
    PushSource opened = new PushSource(this, slot);
    lock.lock();
    try {
      slot.requireOpen();
      Duration stands = stills ? STILL_STANDS : SERIES_STANDS;
      slot.offerAgainUnlessBefore(context.time().nanoTime() - stands.toNanos());
      source = opened;
    } finally {
      lock.unlock();
    }
    tellWatched();
    return opened;
  }

  @Override
  public void check(String key) throws PublishingRefusedException {
    options.requireKey(key);
    lock.lock();
    try {
      requireFree();
    } finally {
      lock.unlock();
    }
  }

  @Override
  public Publication begin(Publisher publisher, String key) throws PublishingRefusedException {
    options.requireKey(key);
    PushPublication begun = new PushPublication(this, publisher, context);
    PushPublication before;
    lock.lock();
    try {
      requireFree();
      before = publication;
      publication = begun;
      slot.begin();
    } finally {
      lock.unlock();
    }
    if (before != null) {
      before.publisher().replaced();
    }
    hurryCamera();
    return begun;
  }

  /**
   * Takes a picture, whose one reference becomes this point's.
   *
   * @param alone whether it may be all that this publisher has
   * @return whether the picture before was missed by the camera
   */
  boolean take(PushPublication from, Frame frame, boolean alone) throws PublishingRefusedException {
    boolean missed;
    lock.lock();
    try {
      if (publication != from) {
        frame.release();
        throw new PublishingRefusedException(
            Reason.REPLACED, "Another publisher has taken this camera over.");
      }
      stillTimer = cancel(stillTimer);
      stills &= alone;
      missed = slot.put(frame) && source != null;
    } finally {
      lock.unlock();
    }
    hurryCamera();
    return missed;
  }

  /**
   * A publisher has left.
   *
   * @param still whether it leaves a picture that stands for a while
   */
  void ended(PushPublication from, boolean still) {
    lock.lock();
    try {
      if (publication != from) {
        return;
      }
      publication = null;
      if (still) {
        stills = true;
        stillTimer = context.time().after(STILL_STANDS, this::stillIsOver);
      } else if (stillTimer == null) {
        endPictures("the publisher has left");
      }
    } finally {
      lock.unlock();
    }
  }

  /** The camera has closed its source. */
  void closed(PushSource left) {
    lock.lock();
    try {
      slot.wakeReader();
      if (source != left) {
        return;
      }
      source = null;
      slot.readerLeft();
    } finally {
      lock.unlock();
    }
    tellWatched();
  }

  boolean watched(PushPublication by) {
    return source != null && publication == by;
  }

  /**
   * Who sends single pictures is told to have stopped by {@link #stillIsOver}, a little earlier.
   */
  Duration maxSilence() {
    return stills ? STILL_STANDS.plusSeconds(5) : SERIES_STANDS;
  }

  @Override
  public void close() {
    PushPublication left;
    lock.lock();
    try {
      closed = true;
      left = publication;
      publication = null;
      stillTimer = cancel(stillTimer);
      endPictures("the server is closing");
    } finally {
      lock.unlock();
    }
    if (left != null) {
      left.publisher().replaced();
    }
  }

  /** Called under the lock. */
  private void requireFree() throws PublishingRefusedException {
    if (closed || (publication != null && !options.takeover())) {
      throw new PublishingRefusedException(
          Reason.BUSY,
          "Somebody else publishes to this camera: try again when they have stopped. (A camera push:?takeover=true lets the newest publisher take over.)");
    }
  }

  private void stillIsOver() {
    lock.lock();
    try {
      if (stillTimer != null) {
        stillTimer = null;
        if (publication == null) {
          endPictures("the last picture is %d seconds old".formatted(STILL_STANDS.toSeconds()));
        }
      }
    } finally {
      lock.unlock();
    }
  }

  private void endPictures(String why) {
    stills = false;
    slot.end(howTo(why));
    if (source == null) {
      slot.readerLeft();
    }
  }

  private String howTo(String why) {
    return "%s: open /publish/%s on a phone, or send pictures to /cameras/%s/publish"
        .formatted(why, cameraId, cameraId);
  }

  /** One that waits to try again need wait no more. */
  private void hurryCamera() {
    if (source == null) {
      whenPublished.run();
    }
  }

  private void tellWatched() {
    PushPublication publishing = publication;
    if (publishing != null) {
      publishing.publisher().watchedChanged();
    }
  }

  private static @Nullable Timer cancel(@Nullable Timer timer) {
    if (timer != null) {
      timer.cancel();
    }
    return null;
  }
}
