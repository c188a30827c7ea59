package io.zoetrope.core.media;

/**
 * How a frame's picture is encoded, and with that which frames may be left out for a slow viewer.
 */
public enum Codec {
  /** Each picture stands alone: any frame may be dropped. */
  JPEG("image/jpeg", true),
  /**
   * Pictures build on each other: after a dropped frame the next that makes sense is a key frame.
   */
  H264("video/h264", false);

  private final String mediaType;
  private final boolean everyFrameIsKey;

  Codec(String mediaType, boolean everyFrameIsKey) {
    this.mediaType = mediaType;
    this.everyFrameIsKey = everyFrameIsKey;
  }

  /** What HTTP calls it, such as {@code image/jpeg}. */
  public String mediaType() {
    return mediaType;
  }

  /** Whether each picture stands alone, so that any may be dropped. */
  public boolean everyFrameIsKey() {
    return everyFrameIsKey;
  }
}
