package io.zoetrope.core.camera;

import io.zoetrope.core.media.Frame;
import io.zoetrope.core.media.Track;
import java.time.Duration;
import java.util.Optional;

/** Measures what one track carries. One thread marks, and any thread may ask. */
public final class TrackMeter {
  private static final long WINDOW_NANOS = Duration.ofSeconds(2).toNanos();

  /** The first figures come earlier. */
  private static final long FIRST_WINDOW_NANOS = Duration.ofMillis(500).toNanos();

  private volatile TrackStatus measured;

  // Used by the thread that marks only.
  private boolean begun;
  private long windowBegan;
  private long frames;
  private long bytes;
  private long lastKey;
  private boolean keySeen;
  private Optional<Duration> keyFrameInterval = Optional.empty();

  /** Of a track of which nothing has come. */
  public TrackMeter(Track track) {
    this.measured = new TrackStatus(track, 0, 0, Optional.empty());
  }

  /** As of the last frames. */
  public TrackStatus status() {
    return measured;
  }

  /** Notes the next frame, which stays the caller's. */
  public void mark(Frame frame) {
    long now = frame.capturedNanos();
    if (!begun || !frame.track().equals(measured.track())) {
      begin(frame.track(), now);
    }
    noteKey(frame);
    long span = now - windowBegan;
    boolean first = measured.framesPerSecond() == 0;
    if (span >= (first ? FIRST_WINDOW_NANOS : WINDOW_NANOS)) {
      measured =
          new TrackStatus(
              frame.track(), frames * 1e9 / span, (long) (bytes * 8e9 / span), keyFrameInterval);
      windowBegan = now;
      frames = 0;
      bytes = 0;
    }
    frames++;
    bytes += frame.sizeBytes();
  }

  private void begin(Track track, long now) {
    begun = true;
    windowBegan = now;
    frames = 0;
    bytes = 0;
    keySeen = false;
    keyFrameInterval = Optional.empty();
    measured = new TrackStatus(track, 0, 0, keyFrameInterval);
  }

  private void noteKey(Frame frame) {
    if (!frame.keyFrame() || frame.format().framesStandAlone()) {
      return;
    }
    if (keySeen) {
      keyFrameInterval = Optional.of(Duration.ofNanos(frame.presentationNanos() - lastKey));
    }
    keySeen = true;
    lastKey = frame.presentationNanos();
  }
}
