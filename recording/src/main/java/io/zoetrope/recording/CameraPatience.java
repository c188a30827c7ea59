package io.zoetrope.recording;

import io.zoetrope.core.camera.Camera;
import io.zoetrope.core.time.Timekeeper;
import java.time.Duration;
import java.util.Optional;

/**
 * How long a clip waits for its first picture.
 *
 * @param begunNanos since when, on the monotonic clock
 */
record CameraPatience(Timekeeper time, long begunNanos) {
  private static final Duration LONGEST = Duration.ofSeconds(45);

  static CameraPatience fromNow(Timekeeper time) {
    return new CameraPatience(time, time.nanoTime());
  }

  /** Fails if the camera has, or has shown nothing for too long. */
  void check(Camera camera) throws CameraFailedException {
    Optional<String> fault = CameraPictures.fault(camera);
    if (fault.isPresent() || time.nanoTime() - begunNanos >= LONGEST.toNanos()) {
      throw CameraPictures.failure(camera, fault, LONGEST);
    }
  }
}
