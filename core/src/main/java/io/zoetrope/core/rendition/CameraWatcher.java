package io.zoetrope.core.rendition;

import io.zoetrope.core.camera.CameraTimings;
import io.zoetrope.core.media.Frame;
import io.zoetrope.core.stream.MediaStream;
import io.zoetrope.core.stream.Subscription;
import io.zoetrope.core.stream.Viewer;
import org.jspecify.annotations.Nullable;

/**
 * What a rendition is to its camera: one viewer, that makes its picture of the one it is shown
 * before it takes the next. Called on the rendition's thread only.
 *
 * <p>While nobody watches the rendition nothing is made: the newest picture waits, in case somebody
 * comes back.
 */
final class CameraWatcher implements Viewer {
  private static final long REPEAT_AFTER_NANOS = CameraTimings.STANDARD.repeatAfter().toNanos();

  private final RenditionKey key;
  private final RenditionPictures pictures;
  private final MediaStream stream;
  private @Nullable FrameThinning thinning;
  private @Nullable Frame paused;
  private @Nullable Subscription pausedAt;
  private long newestSequence;
  private long publishedNanos;
  private boolean repeated;

  CameraWatcher(RenditionKey key, RenditionPictures pictures, MediaStream stream) {
    this.key = key;
    this.pictures = pictures;
    this.stream = stream;
    this.thinning = newThinning();
  }

  @Override
  public void show(Frame frame, Subscription subscription) {
    if (stream.viewers() == 0) {
      stream.clear();
      paused = frame.retain();
      pausedAt = subscription;
      return;
    }
    take(frame);
    subscription.ready();
  }

  /** Browsers that show a picture late get it twice, however seldom pictures come. */
  @Override
  public boolean wantsRepeats() {
    return true;
  }

  @Override
  public boolean isBrief() {
    return stream.lastingViewers() == 0;
  }

  /** Goes on with the newest picture, now that somebody watches again. */
  void resume() {
    Frame waited = paused;
    Subscription subscription = pausedAt;
    if (waited == null || subscription == null) {
      return;
    }
    paused = null;
    thinning = newThinning();
    subscription.ready();
    if (paused == null && newestSequence < waited.sequence()) {
      take(waited);
    }
    waited.release();
  }

  /** To be called as the last. */
  void close() {
    if (paused != null) {
      paused.release();
      paused = null;
    }
    pictures.close();
    stream.clear();
  }

  private void take(Frame frame) {
    if (frame.sequence() == newestSequence) {
      stream.repeatLatest();
    } else if (frame.placeholder() || thinning == null || thinning.takes(frame.capturedNanos())) {
      publish(frame);
    } else if (!repeated && frame.capturedNanos() - publishedNanos >= REPEAT_AFTER_NANOS) {
      repeated = true;
      stream.repeatLatest();
    }
    newestSequence = frame.sequence();
  }

  private void publish(Frame frame) {
    Frame made = pictures.of(frame);
    if (made != null) {
      stream.publish(made);
      made.release();
      publishedNanos = frame.capturedNanos();
      repeated = false;
    }
  }

  private @Nullable FrameThinning newThinning() {
    return key.fps().isPresent() ? new FrameThinning(key.fps().getAsDouble()) : null;
  }
}
