package io.zoetrope.core.transcode;

import java.util.Optional;
import java.util.OptionalInt;

/**
 * How a picture is to be encoded again.
 *
 * @param maxWidth in pixels: wider pictures are scaled down to it in proportion, none is scaled up
 * @param quality of the JPEG, 1 to 100
 * @param caption one line to burn in at the lower left, readable on any ground
 */
public record TranscodeSettings(OptionalInt maxWidth, int quality, Optional<String> caption) {
  /** About what webcams send themselves. */
  public static final int USUAL_QUALITY = 80;

  public TranscodeSettings {
    if (quality < 1 || quality > 100) {
      throw new IllegalArgumentException("a quality is from 1 to 100, not " + quality);
    }
  }
}
