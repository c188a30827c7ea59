package io.zoetrope.core.overlay;

import io.zoetrope.core.media.FrameFactory;
import io.zoetrope.core.source.CameraControls;
import io.zoetrope.core.source.FrameSource;
import io.zoetrope.core.source.ReturnWatch;
import io.zoetrope.core.source.SourceOpener;
import io.zoetrope.core.transcode.StreamTranscoder;
import io.zoetrope.core.transcode.TranscodeSettings;
import io.zoetrope.core.transcode.Transcoder;
import io.zoetrope.core.transcode.TranscoderProvider;
import java.io.IOException;
import java.time.ZoneId;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * Opens a camera with a text over its pictures. Where there is no transcoder, or it fails, the
 * camera does not open, and says why.
 *
 * @param camera opens the camera itself
 * @param decoders make pictures of its video, if it sends that
 * @param frames makes the camera's frames
 */
public record OverlaidOpener(
    SourceOpener camera,
    String cameraName,
    OverlayText text,
    Optional<TranscoderProvider> transcoders,
    StreamTranscoder.Opening decoders,
    FrameFactory frames)
    implements SourceOpener {

  /** How video is decoded, to be encoded once more. */
  public static final TranscodeSettings DECODED =
      new TranscodeSettings(OptionalInt.empty(), 90, Optional.empty());

  @Override
  public FrameSource open() throws IOException, InterruptedException {
    Transcoder transcoder = transcoder();
    try {
      ZoneId zone = ZoneId.systemDefault();
      return new OverlaidSource(
          new DecodedSource(camera.open(), decoders),
          transcoder,
          frame ->
              new TranscodeSettings(
                  OptionalInt.empty(),
                  TranscodeSettings.USUAL_QUALITY,
                  Optional.of(text.of(cameraName, frame.capturedAt(), zone))),
          frames);
    } catch (Throwable e) {
      transcoder.close();
      throw e;
    }
  }

  private Transcoder transcoder() throws IOException {
    try {
      return transcoders
          .orElseThrow(() -> new IOException("nothing that decodes pictures is installed"))
          .open();
    } catch (IOException e) {
      throw new IOException(
          "its overlay cannot be drawn: %s; remove 'overlay' from this camera's settings to watch it without"
              .formatted(e.getMessage()),
          e);
    }
  }

  @Override
  public ReturnWatch watchForReturn(Runnable returned) {
    return camera.watchForReturn(returned);
  }

  @Override
  public Optional<CameraControls> controls() {
    return camera.controls();
  }
}
