package io.zoetrope.core.camera;

import io.zoetrope.core.stream.MediaStream;
import io.zoetrope.core.time.Timekeeper;
import java.time.Duration;

/**
 * Watches one session until it is stopped: one that stays without a picture for too long has
 * failed; before that, its last picture is shown once more to viewers that want that. Called by
 * timers only, one after the other.
 */
final class SilenceWatch {
  private static final Duration INTERVAL = Duration.ofMillis(250);

  private final CaptureSession session;
  private final CameraTimings timings;
  private final Timekeeper time;
  private final MediaStream stream;
  private long preparedNanos;
  private long repeatedNanos;

  SilenceWatch(CaptureSession session, CameraTimings timings, Timekeeper time, MediaStream stream) {
    this.session = session;
    this.timings = timings;
    this.time = time;
    this.stream = stream;
    this.preparedNanos = session.meter().openedNanos();
    this.repeatedNanos = preparedNanos - 1;
  }

  /** Looks at it from now on. */
  void lookLater() {
    time.after(INTERVAL, this::look);
  }

  private void look() {
    if (session.isStopped()) {
      return;
    }
    if (session.isBeingPrepared()) {
      preparedNanos = time.nanoTime(); // That is not silence.
    }
    long lastNanos = session.meter().lastNanos();
    long heardNanos = lastNanos - preparedNanos > 0 ? lastNanos : preparedNanos;
    Duration silence = Duration.ofNanos(time.nanoTime() - heardNanos);
    Duration allowed = session.maxSilence(timings.firstPicture());
    if (silence.compareTo(allowed) >= 0) {
      String reason = "the camera has sent no picture for " + allowed.toSeconds() + " seconds";
      session.end(SessionEnd.failed(reason));
      return;
    }
    if (silence.compareTo(timings.repeatAfter()) >= 0 && repeatedNanos != heardNanos) {
      repeatedNanos = heardNanos;
      stream.repeatLatest();
    }
    lookLater();
  }
}
