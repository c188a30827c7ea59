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
  private final CaptureSession session;
  private final CameraTimings timings;
  private final Timekeeper time;
  private final MediaStream stream;
  private long preparedNanos;
  private long repeatedNanos;

  SilenceWatch(CaptureSession session, CameraEnvironment environment, MediaStream stream) {
    this.session = session;
    this.timings = environment.timings();
    this.time = environment.shared().time();
    this.stream = stream;
    this.preparedNanos = session.meter().openedNanos();
    this.repeatedNanos = preparedNanos - 1;
  }

  void lookIn(Duration delay) {
    time.after(delay, this::look);
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
    Duration untilSilent = timings.repeatAfter().minus(silence);
    if (untilSilent.isPositive()) {
      lookIn(untilSilent); // Without asking the driver: that takes a thread.
      return;
    }
    Duration allowed = session.maxSilence(timings.firstPicture());
    if (silence.compareTo(allowed) >= 0) {
      String reason = "the camera has sent no picture for " + allowed.toSeconds() + " seconds";
      session.end(SessionEnd.failed(reason));
      return;
    }
    if (repeatedNanos != heardNanos) {
      repeatedNanos = heardNanos;
      stream.repeatLatest();
    }
    // Not only when it has failed: it may change its mind about how long it may be silent.
    Duration untilFailed = allowed.minus(silence);
    Duration soon = timings.repeatAfter();
    lookIn(untilFailed.compareTo(soon) < 0 ? untilFailed : soon);
  }
}
