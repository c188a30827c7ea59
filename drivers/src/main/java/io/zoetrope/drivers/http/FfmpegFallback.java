package io.zoetrope.drivers.http;

import io.zoetrope.base.ForeignCode;
import io.zoetrope.base.Outcome.Returned;
import io.zoetrope.base.Outcome.Threw;
import io.zoetrope.core.source.FrameSource;
import java.io.IOException;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;

/**
 * FFmpeg, which reads what cannot be read directly. One thread opens; any thread may close, which
 * ends what is going on.
 */
final class FfmpegFallback implements AutoCloseable {
  private final Callable<FrameSource> ffmpeg;
  private @Nullable FrameSource source; // guarded by this
  private boolean closed; // guarded by this

  FfmpegFallback(Callable<FrameSource> ffmpeg) {
    this.ffmpeg = ffmpeg;
  }

  /** Null until it is open. */
  synchronized @Nullable FrameSource opened() {
    return source;
  }

  FrameSource open() throws IOException {
    FrameSource opened = start();
    if (!register(opened)) {
      opened.close();
    }
    return opened;
  }

  @Override
  public void close() {
    FrameSource open;
    synchronized (this) {
      closed = true;
      open = source;
    }
    if (open != null) {
      open.close();
    }
  }

  private FrameSource start() throws IOException {
    return switch (ForeignCode.call(ffmpeg::call)) {
      case Returned<FrameSource>(FrameSource started) -> started;
      case Threw<FrameSource>(IOException failure) -> throw failure;
      case Threw<FrameSource>(Throwable failure) ->
          throw new IOException("FFmpeg does not start: " + failure.getMessage(), failure);
    };
  }

  private synchronized boolean register(FrameSource opened) {
    source = opened;
    return !closed;
  }
}
