package io.zoetrope.ffmpeg;

import io.zoetrope.core.ingest.JpegIngest;
import java.util.List;

/** What an FFmpeg may take and do, whatever is in what it reads. */
public final class FfmpegLimits {
  /** A picture of the largest size takes a good half of it, decoded and encoded again. */
  public static final long MEMORY_BYTES = 1L << 30;

  /** A single block; where nobody watches the process, this is all that limits it. */
  private static final long BLOCK_BYTES = 512L << 20;

  private FfmpegLimits() {}

  /** FFmpeg's options before the URL of its input, with all protocols that may be spoken. */
  public static List<String> options(List<String> protocols) {
    return List.of(
        "-max_alloc",
        String.valueOf(BLOCK_BYTES),
        "-max_pixels",
        String.valueOf(JpegIngest.MAX_PIXELS),
        "-protocol_whitelist",
        String.join(",", protocols));
  }

  public static String outgrown(long mostMemoryBytes) {
    return "FFmpeg was ended because it needed more than %d MB of memory for this"
        .formatted(mostMemoryBytes >> 20);
  }
}
