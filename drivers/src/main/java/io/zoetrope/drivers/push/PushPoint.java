package io.zoetrope.drivers.push;

import io.zoetrope.core.media.Frame;
import io.zoetrope.core.media.TrackKinds;
import io.zoetrope.core.publish.Publication;
import io.zoetrope.core.publish.PublishPoint;
import io.zoetrope.core.publish.Publisher;
import io.zoetrope.core.publish.PublishingRefusedException;
import io.zoetrope.core.publish.PublishingRefusedException.Reason;
import io.zoetrope.core.source.DriverContext;
import io.zoetrope.core.source.FrameSource;
import java.io.IOException;
import java.time.Duration;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * One camera's publisher on one side, its open source on the other, and between them what the
 * camera has not taken yet. Any thread may call it; only {@link #awaitRoom} waits.
 */
final class PushPoint implements PublishPoint {
  private final String cameraId;
  private final PushOptions options;
  private final DriverContext context;

  private final FrameSlot slot; // also the lock of what follows
  private final PictureLifetime lifetime;
  private volatile @Nullable PushPublication publication;
  private volatile @Nullable PushSource source;
  private boolean closed;

  private volatile Runnable whenPublished = () -> {};

  PushPoint(String cameraId, PushOptions options, DriverContext context) {
    this.cameraId = cameraId;
    this.options = options;
    this.context = context;
    this.slot = new FrameSlot(howTo("nobody publishes to this camera"));
    this.lifetime = new PictureLifetime(context.time());
  }

  @Override
  public void whenPublished(Runnable action) {
    whenPublished = action;
  }

  @Override
  public FrameSource open() throws IOException {
    PushSource opened = new PushSource(this, slot, context.frames());
    synchronized (slot) {
      slot.requireOpen();
      slot.beginReading(lifetime.oldestNanos());
      source = opened;
    }
    tellWatched();
    return opened;
  }

  @Override
  public boolean waiting() {
    synchronized (slot) {
      return publication == null && !lifetime.isStillShown();
    }
  }

  @Override
  public void check(String key) throws PublishingRefusedException {
    options.requireKey(key);
    synchronized (slot) {
      requireFree();
    }
  }

  @Override
  public Publication begin(Publisher publisher, String key) throws PublishingRefusedException {
    options.requireKey(key);
    PushPublication begun = new PushPublication(this, publisher, context);
    PushPublication before;
    synchronized (slot) {
      requireFree();
      before = publication;
      publication = begun;
      slot.begin();
    }
    if (before != null) {
      before.publisher().replaced();
    }
    hurryCamera();
    return begun;
  }

  /** Waits while the camera has yet to take many frames of video, which this one follows. */
  void awaitRoom(PushPublication from, Frame frame) throws InterruptedException {
    synchronized (slot) {
      while (publication == from && slot.isFullFor(frame)) {
        slot.wait();
      }
    }
  }

  /** Takes over the frame's one reference; says whether the camera missed the picture before. */
  boolean take(PushPublication from, Frame frame, boolean alone) throws PublishingRefusedException {
    boolean missed;
    synchronized (slot) {
      if (publication != from) {
        frame.release();
        throw new PublishingRefusedException(
            Reason.REPLACED, "Another publisher has taken this camera over.");
      }
      lifetime.pictureCame(alone);
      missed = slot.put(frame);
    }
    hurryCamera();
    return missed;
  }

  /** A publisher has left, perhaps with a picture that is still shown for a while. */
  void ended(PushPublication from, boolean still) {
    synchronized (slot) {
      if (publication != from) {
        return;
      }
      publication = null;
      if (still) {
        lifetime.startStill(this::stillIsOver);
      } else if (!lifetime.isStillShown()) {
        endPictures("the publisher has left");
      }
    }
  }

  void closed(PushSource left) {
    synchronized (slot) {
      slot.notifyAll();
      if (source != left) {
        return;
      }
      source = null;
      slot.endReading();
    }
    tellWatched();
  }

  boolean watched(PushPublication by) {
    return source != null && publication == by;
  }

  /** Those of whoever publishes; asked when frames have come. */
  Optional<TrackKinds> trackKinds() {
    PushPublication publishing = publication;
    return publishing == null ? Optional.empty() : publishing.trackKinds();
  }

  Duration maxSilence() {
    return lifetime.maxSilence();
  }

  @Override
  public void close() {
    PushPublication left;
    synchronized (slot) {
      closed = true;
      left = publication;
      publication = null;
      endPictures("the server is closing");
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
    synchronized (slot) {
      if (lifetime.endStill() && publication == null) {
        endPictures(
            "the last picture is %d seconds old".formatted(PictureLifetime.STILL.toSeconds()));
      }
    }
  }

  private void endPictures(String why) {
    lifetime.end();
    slot.end(howTo(why));
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
}
