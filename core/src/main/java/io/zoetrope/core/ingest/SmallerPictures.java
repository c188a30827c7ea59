package io.zoetrope.core.ingest;

import io.zoetrope.core.media.VideoFormat;
import org.jspecify.annotations.Nullable;

/**
 * Tells a smaller picture that belongs to the one before it, as its preview or its gain map, from a
 * series that has become smaller: if there is one more of that size, it is the series. Used by one
 * thread.
 */
public final class SmallerPictures {
  private @Nullable VideoFormat delivered;
  private @Nullable VideoFormat leftOut;

  /** Whether the picture belongs to the last, and so is to be left out. */
  public boolean belongsToLast(VideoFormat format) {
    boolean belongs =
        delivered != null && !format.equals(leftOut) && pixels(format) < pixels(delivered);
    leftOut = belongs ? format : null;
    delivered = belongs ? delivered : format;
    return belongs;
  }

  private static long pixels(VideoFormat format) {
    return (long) format.width() * format.height();
  }
}
