package io.zoetrope.app.cli.probe;

import io.zoetrope.core.media.Frame;
import io.zoetrope.core.media.Jpeg;
import io.zoetrope.core.media.VideoFormat;
import java.time.Duration;

/** Counts frames. One thread. */
final class Measurement {
  private VideoFormat format = new Jpeg(0, 0);
  private long frames;
  private long bytes;
  private long firstNanos;
  private long lastNanos;

  /** The frame is released. */
  void take(Frame frame) {
    format = frame.videoFormat();
    bytes += frame.sizeBytes();
    lastNanos = frame.capturedNanos();
    if (frames++ == 0) {
      firstNanos = lastNanos;
    }
    frame.release();
  }

  VideoFormat format() {
    return format;
  }

  Duration span() {
    return Duration.ofNanos(lastNanos - firstNanos);
  }

  double rate() {
    return frames < 2 ? 0 : (frames - 1) * 1e9 / (lastNanos - firstNanos);
  }

  double averageBytes() {
    return (double) bytes / frames;
  }
}
