package io.zoetrope.core.media;

/**
 * One video or audio within a stream. When its format changes, the frames after that belong to a
 * track of the same id.
 *
 * @param id unique within its stream
 */
public record Track(int id, TrackFormat format) {

  /** The track of a stream that has no other. */
  public static Track only(VideoFormat format) {
    return new Track(0, format);
  }

  public boolean isVideo() {
    return format instanceof VideoFormat;
  }
}
