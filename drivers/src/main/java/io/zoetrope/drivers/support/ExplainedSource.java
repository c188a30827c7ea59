package io.zoetrope.drivers.support;

import io.zoetrope.core.media.Frame;
import io.zoetrope.core.source.FrameSource;
import io.zoetrope.core.source.WrappedSource;
import java.io.IOException;
import java.util.function.BiFunction;

/** An FFmpeg whose failures others explain better. One thread reads; any thread may close. */
public final class ExplainedSource implements WrappedSource {
  private final FrameSource ffmpeg;
  private final BiFunction<IOException, Boolean, IOException> explanation;
  private final Runnable whenClosed;
  private boolean delivered; // used by the reading thread only
  private volatile boolean closed;

  /**
   * Takes over the source. The explanation betters a failure if it can, and knows whether there was
   * a picture before; {@code whenClosed} runs after the source was closed.
   */
  public ExplainedSource(
      FrameSource ffmpeg,
      BiFunction<IOException, Boolean, IOException> explanation,
      Runnable whenClosed) {
    this.ffmpeg = ffmpeg;
    this.explanation = explanation;
    this.whenClosed = whenClosed;
  }

  @Override
  public Frame read() throws IOException, InterruptedException {
    try {
      Frame frame = ffmpeg.read();
      delivered = true;
      return frame;
    } catch (IOException e) {
      throw closed ? e : explanation.apply(e, delivered);
    }
  }

  @Override
  public FrameSource source() {
    return ffmpeg;
  }

  @Override
  public void close() {
    closed = true;
    ffmpeg.close();
    whenClosed.run();
  }
}
