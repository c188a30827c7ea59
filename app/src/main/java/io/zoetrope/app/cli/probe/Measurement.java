package io.zoetrope.app.cli.probe;

import io.zoetrope.core.camera.TrackMeter;
import io.zoetrope.core.camera.TrackStatus;
import io.zoetrope.core.media.Frame;
import io.zoetrope.core.media.Jpeg;
import io.zoetrope.core.media.VideoFormat;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Counts pictures, or sound where there are none, and measures all tracks. One thread. */
final class Measurement {
  private final Map<Integer, TrackMeter> tracks = new TreeMap<>();
  private final boolean soundOnly;
  private VideoFormat format = new Jpeg(0, 0);
  private long frames;
  private long bytes;
  private long firstNanos;
  private long lastNanos;

  Measurement(boolean soundOnly) {
    this.soundOnly = soundOnly;
  }

  /** The frame is released. */
  void take(Frame frame) {
    tracks.computeIfAbsent(frame.track().id(), _ -> new TrackMeter(frame.track())).mark(frame);
    if (frame.format() instanceof VideoFormat video) {
      format = video;
    } else if (!soundOnly) {
      frame.release();
      return;
    }
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

  List<TrackStatus> tracks() {
    return tracks.values().stream().map(TrackMeter::status).toList();
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
