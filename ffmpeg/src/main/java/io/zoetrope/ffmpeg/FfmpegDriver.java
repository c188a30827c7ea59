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
  private final Map<String, Boolean> knownMjpeg = new ConcurrentHashMap<>();
  private final Map<String, CopiedSource.Attempt> knownCopies = new ConcurrentHashMap<>();

  protected abstract FfmpegInput input(CameraUri uri) throws IOException;

  @Override
  public void check(CameraUri uri, DriverContext context) throws IOException {
    FfmpegInput _ = input(uri);
    FfmpegProgram.check(context);
  }

  /**
   * Opens what comes out of a stream, whose closing, after the source, stays with the caller. In
   * {@code known}, which is concurrent, it is remembered whether it is MJPEG.
   */
  public static FrameSource openFeed(
      InputStream feed, DriverContext context, Map<String, Boolean> known)
      throws IOException, InterruptedException {
    return new FfmpegSource(
        FfmpegProgram.find(context), FfmpegInput.fed(feed), context.frames(), known);
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
    return input.undecoded()
        ? new CopiedSource(program, input, context.frames(), knownCopies)
        : new FfmpegSource(program, input, context.frames(), knownMjpeg);
  }
}
