package io.zoetrope.core.camera;

import java.time.Duration;

/**
 * How long a camera waits for what.
 *
 * @param linger from the last viewer's leaving to the closing of the device
 * @param firstPicture from opening to the first picture, before that counts as a failure
 * @param firstRetry from the first failure to the next attempt; doubled with each failure in a row
 * @param longestRetry the most that the wait between attempts grows to
 * @param provenAfter of pictures without a failure, the next failure counts as the first again
 * @param repeatAfter without a new picture, the last one is shown once more to viewers that want
 *     that
 */
public record CameraTimings(
    Duration linger,
    Duration firstPicture,
    Duration firstRetry,
    Duration longestRetry,
    Duration provenAfter,
    Duration repeatAfter) {

  public static final CameraTimings STANDARD =
      new CameraTimings(
          Duration.ofSeconds(10),
          Duration.ofSeconds(10),
          Duration.ofSeconds(1),
          Duration.ofSeconds(30),
          Duration.ofSeconds(10),
          Duration.ofMillis(500));

  /** These timings with another linger. */
  public CameraTimings withLinger(Duration changed) {
    return new CameraTimings(
        changed, firstPicture, firstRetry, longestRetry, provenAfter, repeatAfter);
  }
}
