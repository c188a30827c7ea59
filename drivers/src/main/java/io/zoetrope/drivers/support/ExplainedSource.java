package io.zoetrope.drivers.support;

import io.zoetrope.core.media.Frame;
import io.zoetrope.core.source.FrameSource;
import io.zoetrope.core.source.WrappedSource;
import java.io.IOException;

/**
 * An FFmpeg whose failures are explained by what knows more about the camera. One thread reads; any
 * thread may close.
 */
public final class ExplainedSource implements WrappedSource {
  @FunctionalInterface
  public interface Explanation {
    /** Why reading failed: the failure that FFmpeg names, if nothing better is known. */
    IOException of(IOException failure, boolean delivered);
  }

  private final FrameSource ffmpeg;
  private final Explanation explanation;
  private final Runnable whenClosed;
  private boolean delivered; // used by the reading thread only
  private volatile boolean closed;

  /** Takes over the source, and runs {@code whenClosed} after it was closed. */
  public ExplainedSource(FrameSource ffmpeg, Explanation explanation, Runnable whenClosed) {
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
      throw closed ? e : explanation.of(e, delivered);
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
