package io.zoetrope.core.rendition;

import io.zoetrope.base.ForeignCode;
import io.zoetrope.base.Outcome.Returned;
import io.zoetrope.base.Outcome.Threw;
import io.zoetrope.core.camera.CameraName;
import io.zoetrope.core.camera.PlaceholderFrames;
import io.zoetrope.core.media.Frame;
import io.zoetrope.core.media.FrameFactory;
import io.zoetrope.core.transcode.TranscodeSettings;
import io.zoetrope.core.transcode.Transcoder;
import io.zoetrope.core.transcode.TranscoderProvider;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Makes the pictures of one rendition out of its camera's. Used by the rendition's thread only,
 * except for {@link #fault} and {@link #shown}, which any thread may call.
 */
final class RenditionPictures {
  private static final ForeignCode CLOSING = new ForeignCode("A transcoder, in closing,");

  /** A broken picture among good ones is left out; what stays broken must be reported. */
  private static final long PATIENCE_NANOS = Duration.ofSeconds(1).toNanos();

  private static final long AGAIN_NANOS = Duration.ofSeconds(10).toNanos();

  private final CameraName camera;
  private final RenditionKey key;
  private final FrameFactory frames;
  private final Optional<TranscoderProvider> transcoders;
  private final TranscodeSettings settings;
  private @Nullable Transcoder transcoder;
  private @Nullable String unsupported;
  private long refusedNanos;
  private volatile boolean shown;
  private volatile long lastShownNanos;
  private volatile @Nullable RenditionFault fault;

  RenditionPictures(
      CameraName camera,
      RenditionKey key,
      FrameFactory frames,
      Optional<TranscoderProvider> transcoders) {
    this.camera = camera;
    this.key = key;
    this.frames = frames;
    this.transcoders = transcoders;
    this.settings = key.settings();
  }

  Optional<RenditionFault> fault() {
    return Optional.ofNullable(fault);
  }

  /**
   * The picture to show for the camera's, or a placeholder that says why there is none, or null.
   * Its one reference is the caller's, as is the original.
   */
  @Nullable Frame of(Frame original) {
    if (key.keeps(original.videoFormat())) {
      fault = null;
      return original.retain();
    }
    return switch (ForeignCode.call(
        () -> transcoder(original).transcode(original, settings, frames))) {
      case Returned<Frame>(Frame made) -> {
        shown(original);
        fault = null;
        yield made;
      }
      case Threw<Frame>(Throwable cause) when transcoder == null ->
          insteadOf(original, noted(RenditionFault.unsupported(reason(cause))));
      case Threw<Frame>(Throwable cause) ->
          insteadOf(original, noted(RenditionFault.broken(reason(cause))));
    };
  }

  void close() {
    if (transcoder != null) {
      CLOSING.run(transcoder::close);
      transcoder = null;
    }
  }

  /** Opens it once; if that fails, again after a while, because a disk may have been full. */
  private Transcoder transcoder(Frame original) throws IOException {
    long now = original.capturedNanos();
    if (transcoder == null && (unsupported == null || now - refusedNanos >= AGAIN_NANOS)) {
      switch (ForeignCode.call(
          () ->
              transcoders
                  .orElseThrow(() -> new IOException(RenditionFault.NOTHING_DECODES))
                  .open())) {
        case Returned<Transcoder>(Transcoder opened) -> {
          transcoder = opened;
          unsupported = null;
        }
        case Threw<Transcoder>(Throwable cause) -> {
          unsupported = reason(cause);
          refusedNanos = now;
        }
      }
    }
    if (transcoder == null) {
      throw new IOException(unsupported);
    }
    return transcoder;
  }

  private static String reason(Throwable cause) {
    return cause instanceof IOException && cause.getMessage() != null
        ? cause.getMessage()
        : cause.toString();
  }

  /** As {@link #of}, where there is no picture because of this trouble. */
  @Nullable Frame insteadOf(Frame original, RenditionFault trouble) {
    if (original.placeholder()) {
      return original.retain();
    }
    if (shown && original.capturedNanos() - lastShownNanos < PATIENCE_NANOS) {
      return null;
    }
    shown(original);
    return PlaceholderFrames.paint(
        camera,
        original.videoFormat(),
        key.maxWidth().orElse(RenditionKey.MAX_WIDTH),
        trouble.message(),
        List.of(),
        bytes -> frames.beginFrom(original, bytes));
  }

  private RenditionFault noted(RenditionFault trouble) {
    fault = trouble;
    return trouble;
  }

  /** A picture of this moment is shown: if none follows, that is not reported for some time. */
  void shown(Frame picture) {
    lastShownNanos = picture.capturedNanos();
    shown = true;
  }
}
