package io.zoetrope.core.camera;

import io.zoetrope.core.media.VideoFormat;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * How a camera is doing at one moment.
 *
 * @param format of the last picture since the program began
 * @param tracks what it sends; none when it is not open
 * @param framesPerSecond as measured over the last seconds; 0 when no pictures come
 * @param framesShown to all viewers so far
 * @param framesDropped for viewers that were not ready for them
 * @param lastFault what went wrong last, also when all is well again
 */
public record CameraStatus(
    String id,
    CameraState state,
    Optional<VideoFormat> format,
    List<TrackStatus> tracks,
    double framesPerSecond,
    int viewers,
    long framesShown,
    long framesDropped,
    Optional<Fault> lastFault) {

  public CameraStatus {
    tracks = List.copyOf(tracks);
  }

  /** What went wrong, in a sentence for people, and when it began. */
  public record Fault(String reason, Instant since) {}
}
