package io.zoetrope.ffmpeg.transcode;

/**
 * The size of a video that is encoded as H.264: that of its pictures, but even, and not so large
 * that browsers or the encoder refuse it.
 */
public record H264Size(int width, int height) {
  private static final int LONGEST_SIDE = 3840;
  private static final int LONGEST_SHORT_SIDE = 2160;
  private static final int SHORTEST_SIDE = 16;

  /** For pictures of this size, as people see them. */
  public static H264Size of(int width, int height) {
    double scale =
        Math.min(
            1,
            Math.min(
                (double) LONGEST_SIDE / Math.max(width, height),
                (double) LONGEST_SHORT_SIDE / Math.min(width, height)));
    return new H264Size(even(width * scale), even(height * scale));
  }

  private static int even(double pixels) {
    return Math.max(SHORTEST_SIDE, (int) Math.round(pixels) & ~1);
  }
}
