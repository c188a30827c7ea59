package io.zoetrope.ffmpeg;

import io.zoetrope.core.source.CameraDriver;
import io.zoetrope.core.source.CameraUri;
import io.zoetrope.core.source.DriverContext;
import io.zoetrope.core.source.FrameSource;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** A driver whose pictures come through FFmpeg: it need only say what FFmpeg is to read. */
public abstract class FfmpegDriver implements CameraDriver {
  /** A setting, of any value, of those who want a JPEG of whatever a camera sends. */
  public static final String JPEG_ONLY = "jpeg-only";

  private final Map<String, Boolean> knownMjpeg = new ConcurrentHashMap<>();
  private final Map<String, CopiedSource.Attempt> knownCopies = new ConcurrentHashMap<>();

  protected abstract FfmpegInput input(CameraUri uri) throws IOException;

  @Override
  public void check(CameraUri uri, DriverContext context) throws IOException {
    FfmpegInput _ = input(uri);
    FfmpegProgram.check(context);
  }

  /**
   * Opens what comes out of a stream, as it is as far as frames can carry it. Closing the stream,
   * after the source, stays with the caller.
   */
  public static FrameSource openFeed(InputStream feed, DriverContext context)
      throws IOException, InterruptedException {
    return context.setting(JPEG_ONLY).isPresent()
        ? openPicture(feed, context)
        : openFeed(FfmpegInput.fed(feed), context);
  }

  /** As the other, of a stream that must be in this container, by FFmpeg's name for it. */
  public static FrameSource openFeed(InputStream feed, String container, DriverContext context)
      throws IOException, InterruptedException {
    return openFeed(FfmpegInput.fed(feed, "-f", container), context);
  }

  private static FrameSource openFeed(FfmpegInput input, DriverContext context)
      throws IOException, InterruptedException {
    return new CopiedSource(
        FfmpegProgram.find(context), input.asItIs(), context.frames(), new ConcurrentHashMap<>());
  }

  /** Opens a picture of any kind, of which a JPEG is made; closing the stream stays as well. */
  public static FrameSource openPicture(InputStream feed, DriverContext context)
      throws IOException, InterruptedException {
    return new FfmpegSource(
        FfmpegProgram.find(context),
        FfmpegInput.fed(feed),
        context.frames(),
        new ConcurrentHashMap<>());
  }

  @Override
  public FrameSource open(CameraUri uri, DriverContext context)
      throws IOException, InterruptedException {
    return open(input(uri), context);
  }

  /** Starts FFmpeg to read this; the source is the caller's to close. */
  protected final FrameSource open(FfmpegInput input, DriverContext context)
      throws IOException, InterruptedException {
    Path program = FfmpegProgram.find(context);
    return input.undecoded() && context.setting(JPEG_ONLY).isEmpty()
        ? new CopiedSource(program, input, context.frames(), knownCopies)
        : new FfmpegSource(program, input, context.frames(), knownMjpeg);
  }
}
