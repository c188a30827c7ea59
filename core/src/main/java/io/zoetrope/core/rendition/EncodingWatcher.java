package io.zoetrope.core.rendition;

import io.zoetrope.core.camera.CameraTimings;
import io.zoetrope.core.media.Frame;
import io.zoetrope.core.media.FrameBuilder;
import io.zoetrope.core.media.FrameFactory;
import io.zoetrope.core.media.H264;
import io.zoetrope.core.stream.DeliveryPolicy;
import io.zoetrope.core.stream.MediaStream;
import io.zoetrope.core.stream.Subscription;
import io.zoetrope.core.time.Timekeeper;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Makes H.264 of whatever a camera shows, placeholders included. Its own H.264 and its sound pass
 * through.
 *
 * <p>A picture that stays is encoded again each second: players wait for what comes next.
 */
final class EncodingWatcher implements RenditionWatcher {
  /** As much as a stream keeps for newcomers, and what comes while that is decoded. */
  private static final DeliveryPolicy EVERY_FRAME =
      new DeliveryPolicy.Queue(32 << 20, Duration.ofSeconds(3));

  /** What has fallen behind shows a picture so often. */
  private static final long CATCHING_UP_NANOS = Duration.ofMillis(500).toNanos();

  private static final Duration REPEAT_AFTER = CameraTimings.STANDARD.repeatAfter().multipliedBy(2);

  private final MediaStream camera;
  private final Timekeeper time;
  private final FrameFactory frames;
  private final RenditionStream stream;
  private final TranscodedVideo encoder;
  private final RenditionPictures placeholders;
  private final Consumer<Runnable> thread;
  private @Nullable Frame newest;
  private boolean repeating;
  private long newestNanos;
  private long wantedNanos;

  /**
   * @param frames makes copies of a picture that stays
   * @param placeholders say why nothing is encoded
   * @param thread runs actions on the thread of this rendition
   */
  EncodingWatcher(
      MediaStream camera,
      Timekeeper time,
      FrameFactory frames,
      RenditionStream stream,
      TranscodedVideo encoder,
      RenditionPictures placeholders,
      Consumer<Runnable> thread) {
    this.camera = camera;
    this.time = time;
    this.frames = frames;
    this.stream = stream;
    this.encoder = encoder;
    this.placeholders = placeholders;
    this.thread = thread;
  }

  @Override
  public DeliveryPolicy policy() {
    return EVERY_FRAME;
  }

  @Override
  public boolean isBrief() {
    return stream.lastingViewers() == 0;
  }

  @Override
  public void show(Frame frame, Subscription subscription) {
    if (!frame.track().isVideo()) {
      stream.publish(frame);
    } else {
      remember(frame);
      take(frame, isWanted(frame));
    }
    subscription.ready();
  }

  private void take(Frame frame, boolean wanted) {
    if (frame.format() instanceof H264) {
      encoder.close();
      stream.publish(frame);
      return;
    }
    encoder.take(frame, wanted);
    encoder
        .fault()
        .map(trouble -> placeholders.insteadOf(frame, trouble))
        .ifPresent(instead -> {
          stream.publish(instead);
          instead.release();
        });
  }

  /** Of what a newer one follows already, only that is decoded which those after it build on. */
  private boolean isWanted(Frame frame) {
    long now = time.nanoTime();
    boolean wanted = camera.isNewest(frame) || now - wantedNanos >= CATCHING_UP_NANOS;
    wantedNanos = wanted ? now : wantedNanos;
    return wanted;
  }

  private void remember(Frame frame) {
    forget();
    if (frame.format().framesStandAlone()) {
      newest = frame.retain();
      newestNanos = time.nanoTime();
      repeatAfter(REPEAT_AFTER);
    }
  }

  private void forget() {
    if (newest != null) {
      newest.release();
      newest = null;
    }
  }

  private void repeatAfter(Duration delay) {
    if (!repeating) {
      repeating = true;
      time.after(delay, () -> thread.accept(this::repeat));
    }
  }

  private void repeat() {
    repeating = false;
    Frame shown = newest;
    if (shown == null) {
      return;
    }
    Duration early = REPEAT_AFTER.minusNanos(time.nanoTime() - newestNanos);
    if (early.isPositive()) {
      repeatAfter(early);
      return;
    }
    Frame again = copied(shown);
    remember(again);
    take(again, true);
    again.release();
  }

  /** What a placeholder says is true now as well; a camera's picture stays as old as it is. */
  private Frame copied(Frame picture) {
    try (FrameBuilder builder =
        picture.placeholder()
            ? frames.begin(picture.sizeBytes())
            : frames.begin(
                picture.sizeBytes(),
                picture.capturedAt(),
                picture.capturedNanos(),
                picture.sequence())) {
      builder.buffer().writeBytes(picture.data());
      long now = time.nanoTime();
      return picture.placeholder()
          ? builder.finishPlaceholder(picture.track(), true, now)
          : builder.finish(picture.track(), true, now);
    }
  }

  @Override
  public void publish(Frame made) {
    placeholders.shown(made);
    stream.publish(made);
  }

  /** It has gone on meanwhile. */
  @Override
  public void resume() {}

  @Override
  public Optional<RenditionFault> fault() {
    return encoder.fault();
  }

  @Override
  public void close() {
    forget();
    encoder.close();
    placeholders.close();
    stream.clear();
  }
}
