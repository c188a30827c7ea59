package io.zoetrope.core.overlay;

import io.zoetrope.core.media.Frame;
import io.zoetrope.core.media.FrameFactory;
import io.zoetrope.core.source.FrameSource;
import io.zoetrope.core.transcode.TranscodeSettings;
import io.zoetrope.core.transcode.Transcoder;
import java.io.IOException;
import java.time.Duration;
import java.util.function.Function;

/** A camera with a text burnt into its pictures. One thread reads; any thread may close. */
final class OverlaidSource implements FrameSource {
  /** After this many broken pictures in a row, the last one's fault is reported. */
  private static final int MOST_BROKEN = 10;

  private final FrameSource source;
  private final Transcoder transcoder;
  private final Function<Frame, TranscodeSettings> settings;
  private final FrameFactory frames;
  private boolean transcoding; // guarded by this
  private boolean closed; // guarded by this

  /** Takes over the source and the transcoder. */
  OverlaidSource(
      FrameSource source,
      Transcoder transcoder,
      Function<Frame, TranscodeSettings> settings,
      FrameFactory frames) {
    this.source = source;
    this.transcoder = transcoder;
    this.settings = settings;
    this.frames = frames;
  }

  @Override
  public Frame read() throws IOException, InterruptedException {
    for (int broken = 1; ; broken++) {
      Frame original = source.read();
      try {
        return overlaid(original);
      } catch (IOException e) {
        if (broken == MOST_BROKEN) {
          throw e;
        }
      } finally {
        original.release();
      }
    }
  }

  @Override
  public Duration maxSilence() {
    return source.maxSilence();
  }

  @Override
  public String description() {
    return source.description();
  }

  @Override
  public void close() {
    try {
      source.close();
    } finally {
      if (endUse()) {
        transcoder.close();
      }
    }
  }

  private Frame overlaid(Frame original) throws IOException {
    beginTranscoding();
    try {
      return transcoder.transcode(original, settings.apply(original), frames);
    } finally {
      if (endTranscoding()) {
        transcoder.close();
      }
    }
  }

  private synchronized void beginTranscoding() throws IOException {
    if (closed) {
      throw new IOException("the camera was closed");
    }
    transcoding = true;
  }

  /** Whether the source was closed in the meantime, which leaves the transcoder to this thread. */
  private synchronized boolean endTranscoding() {
    transcoding = false;
    return closed;
  }

  /** Whether the transcoder is to be closed with the source: nobody uses it, or has closed it. */
  private synchronized boolean endUse() {
    boolean last = !transcoding && !closed;
    closed = true;
    return last;
  }
}
