package io.zoetrope.core.camera;

import io.zoetrope.core.stream.MediaStream;
import io.zoetrope.core.time.Timekeeper;
import java.time.Duration;

/**
 * Looks after the sessions of one camera: one that stays without a picture for too long has failed;
 * before that, its last picture is shown once more to viewers that want that. Any thread may call
 * it.
 */
final class SilenceWatch {
  private static final Duration INTERVAL = Duration.ofMillis(250);

  private final CameraTimings timings;
  private final Timekeeper time;
  private final MediaStream stream;
  private final CaptureSession.Listener listener;
  private volatile long lastPictureNanos; // also the end of preparing, which is not silence
  private volatile long lastRepeatedNanos;

  SilenceWatch(
      CameraTimings timings,
      Timekeeper time,
      MediaStream stream,
      CaptureSession.Listener listener) {
    this.timings = timings;
    this.time = time;
    this.stream = stream;
    this.listener = listener;
  }

  /** Watches the session until it is stopped. */
  void begin(CaptureSession session) {
    pictureCame();
    lookLater(session);
  }

  void pictureCame() {
    lastPictureNanos = time.nanoTime();
  }

  private void lookLater(CaptureSession session) {
    time.after(INTERVAL, () -> look(session));
  }

  private void look(CaptureSession session) {
    if (session.isStopped()) {
      return;
    }
    if (session.isBeingPrepared()) {
      pictureCame();
    }
    long pictureNanos = lastPictureNanos;
    Duration silence = Duration.ofNanos(time.nanoTime() - pictureNanos);
    Duration allowed = session.maxSilence(timings.firstPicture());
    if (silence.compareTo(allowed) >= 0) {
      listener.ended(
          session,
          SessionEnd.FAILED,
          "the camera has sent no picture for " + allowed.toSeconds() + " seconds");
      return;
    }
    if (silence.compareTo(timings.repeatAfter()) >= 0 && lastRepeatedNanos != pictureNanos) {
      lastRepeatedNanos = pictureNanos;
      stream.repeatLatest();
    }
    lookLater(session);
  }
}
