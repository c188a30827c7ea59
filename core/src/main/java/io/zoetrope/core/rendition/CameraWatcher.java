package io.zoetrope.core.rendition;

import io.zoetrope.core.camera.CameraTimings;
import io.zoetrope.core.media.Frame;
import io.zoetrope.core.media.Jpeg;
import io.zoetrope.core.stream.DeliveryPolicy;
import io.zoetrope.core.stream.MediaStream;
import io.zoetrope.core.stream.Subscription;
import io.zoetrope.core.time.Timekeeper;
import java.time.Duration;
import java.util.Optional;
import java.util.OptionalDouble;
import org.jspecify.annotations.Nullable;

/**
 * Makes JPEGs, each of the picture it is shown before it takes the next.
 *
 * <p>Of JPEGs it takes the newest. Of video it takes every frame since the last key frame, to
 * decode them, which shows only once the camera is open: then it joins the camera again.
 *
 * <p>While nobody watches the rendition nothing is made: the newest picture waits, or the video, in
 * case somebody comes back.
 */
final class CameraWatcher implements RenditionWatcher {
  private static final long REPEAT_AFTER_NANOS = CameraTimings.STANDARD.repeatAfter().toNanos();

  /** As much as a stream keeps for newcomers, and what comes while that is decoded. */
  private static final DeliveryPolicy EVERY_FRAME =
      new DeliveryPolicy.Queue(32 << 20, Duration.ofSeconds(3));

  /** What has fallen behind shows a picture so often. */
  private static final long CATCHING_UP_NANOS = Duration.ofMillis(500).toNanos();

  private final RenditionKey key;
  private final MediaStream camera;
  private final Timekeeper time;
  private final RenditionPictures pictures;
  private final Optional<TranscodedVideo> video;
  private final MediaStream stream;
  private final Runnable joinAgain;
  private final RepeatTimer repeats;
  private @Nullable FrameThinning thinning;
  private @Nullable Frame paused;
  private @Nullable Subscription pausedAt;
  private boolean decoding;
  private long wantedNanos;
  private long newestSequence;
  private long repeatedNanos;
  private volatile long publishedNanos;

  /**
   * @param video makes pictures of the camera's video, to be published through {@link #publish};
   *     without it, video is passed on for viewers to see that they have to move
   * @param joinAgain joins the camera once more, because the policy has changed
   */
  CameraWatcher(
      RenditionKey key,
      MediaStream camera,
      Timekeeper time,
      RenditionPictures pictures,
      Optional<TranscodedVideo> video,
      MediaStream stream,
      Runnable joinAgain) {
    this.key = key;
    this.camera = camera;
    this.time = time;
    this.pictures = pictures;
    this.video = video;
    this.stream = stream;
    this.joinAgain = joinAgain;
    this.repeats = new RepeatTimer(stream, time);
    this.thinning = newThinning();
  }

  @Override
  public void show(Frame frame, Subscription subscription) {
    if (frame.track().isVideo() && decoding != isToBeDecoded(frame)) {
      decoding = !decoding;
      beginAgain();
      joinAgain.run(); // The frame comes again.
      subscription.close();
    } else if (stream.viewers() == 0) {
      stream.clear();
      paused = frame.retain();
      pausedAt = subscription;
    } else {
      take(frame);
      subscription.ready();
    }
  }

  @Override
  public DeliveryPolicy policy() {
    return decoding ? EVERY_FRAME : new DeliveryPolicy.LatestOnly();
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

  /** Goes on with the newest picture. */
  @Override
  public void resume() {
    Frame waited = paused;
    Subscription subscription = pausedAt;
    if (waited == null || subscription == null) {
      return;
    }
    paused = null;
    beginAgain();
    if (decoding) {
      take(waited);
    }
    subscription.ready();
    if (paused == null && newestSequence < waited.sequence()) {
      take(waited);
    }
    waited.release();
  }

  @Override
  public void close() {
    if (paused != null) {
      paused.release();
      paused = null;
    }
    video.ifPresent(TranscodedVideo::close);
    pictures.close();
    stream.clear();
  }

  @Override
  public Optional<RenditionFault> fault() {
    return pictures.fault().or(() -> video.flatMap(TranscodedVideo::fault));
  }

  /** Unless nobody watches any more. */
  @Override
  public void publish(Frame made) {
    if (stream.viewers() > 0) {
      pictures.shown(made);
      publishedNanos = made.capturedNanos();
      stream.publish(made);
      repeats.shown();
    }
  }

  private boolean isToBeDecoded(Frame frame) {
    return frame.placeholder() ? decoding : video.isPresent() && !(frame.format() instanceof Jpeg);
  }

  private void beginAgain() {
    thinning = newThinning();
    wantedNanos = time.nanoTime();
    if (!decoding) {
      video.ifPresent(TranscodedVideo::close);
    }
  }

  private void take(Frame frame) {
    if (!frame.track().isVideo()) {
      return;
    }
    if (frame.sequence() == newestSequence) {
      stream.repeatLatest();
    } else if (decoding && !frame.placeholder()) {
      decode(frame, video.orElseThrow());
    } else if (!(frame.format() instanceof Jpeg)) {
      stream.publish(frame);
    } else if (frame.placeholder() || isDue(frame)) {
      publishAndRelease(pictures.of(frame));
    }
    newestSequence = frame.sequence();
  }

  private void decode(Frame frame, TranscodedVideo decoder) {
    decoder.take(frame, isWanted(frame));
    decoder.fault().ifPresent(trouble -> publishAndRelease(pictures.insteadOf(frame, trouble)));
  }

  /** What a newer one follows already is only decoded, which is half of the work. */
  private boolean isWanted(Frame frame) {
    long now = time.nanoTime();
    boolean wanted =
        (camera.isNewest(frame) || now - wantedNanos >= CATCHING_UP_NANOS) && isDue(frame);
    wantedNanos = wanted ? now : wantedNanos;
    return wanted;
  }

  private boolean isDue(Frame frame) {
    if (thinning == null || thinning.takes(frame.capturedNanos())) {
      return true;
    }
    long published = publishedNanos;
    if (repeatedNanos != published && frame.capturedNanos() - published >= REPEAT_AFTER_NANOS) {
      repeatedNanos = published;
      stream.repeatLatest();
    }
    return false;
  }

  private void publishAndRelease(@Nullable Frame made) {
    if (made != null) {
      publishedNanos = made.capturedNanos();
      stream.publish(made);
      made.release();
    }
  }

  private @Nullable FrameThinning newThinning() {
    OptionalDouble fps = key.fps();
    return fps.isPresent() ? new FrameThinning(fps.getAsDouble()) : null;
  }
}
