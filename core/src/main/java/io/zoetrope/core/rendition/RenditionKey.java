package io.zoetrope.core.rendition;

import io.zoetrope.core.media.Jpeg;
import io.zoetrope.core.media.VideoFormat;
import io.zoetrope.core.transcode.TranscodeSettings;
import java.util.Arrays;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;

/**
 * Which rendition of a camera: all who ask for the same share one. Values are rounded up to a few
 * steps, so that strangers cannot have a thousand encoders made.
 *
 * @param maxWidth in pixels; narrower pictures stay as they are
 * @param fps the most pictures a second
 * @param quality of the JPEGs, 1 to 100
 */
public record RenditionKey(OptionalInt maxWidth, OptionalDouble fps, OptionalInt quality) {
  public static final int MAX_WIDTH = 3840;
  public static final int MAX_FPS = 60;
  public static final int MAX_QUALITY = 100;

  /** The pictures as the camera sends them. */
  public static final RenditionKey ORIGINAL =
      new RenditionKey(OptionalInt.empty(), OptionalDouble.empty(), OptionalInt.empty());

  private static final double[] WIDTHS = {
    160, 240, 320, 480, 640, 960, 1280, 1920, 2560, MAX_WIDTH
  };
  private static final double[] RATES = {0.1, 0.2, 0.5, 1, 2, 5, 10, 15, 20, 25, 30, MAX_FPS};
  private static final double[] QUALITIES = {30, 50, 65, 80, 90};

  public RenditionKey {
    maxWidth.ifPresent(width -> check("width", width, MAX_WIDTH));
    fps.ifPresent(rate -> check("fps", rate, MAX_FPS));
    quality.ifPresent(value -> check("quality", value, MAX_QUALITY));
    maxWidth = maxWidth.stream().map(width -> (int) roundUp(width, WIDTHS)).findFirst();
    fps = fps.stream().map(rate -> roundUp(rate, RATES)).findFirst();
    quality = quality.stream().map(value -> (int) roundUp(value, QUALITIES)).findFirst();
  }

  /** The same pictures, as many as the camera sends. */
  public RenditionKey atAnyRate() {
    return new RenditionKey(maxWidth, OptionalDouble.empty(), quality);
  }

  public boolean isOriginal() {
    return equals(ORIGINAL);
  }

  /** Whether pictures may have to be decoded for it. */
  public boolean needsTranscoder() {
    return maxWidth.isPresent() || quality.isPresent();
  }

  /** Whether a picture of this format stays as it is: none is scaled up. */
  boolean keeps(VideoFormat format) {
    return format instanceof Jpeg
        && quality.isEmpty()
        && format.width() <= maxWidth.orElse(Integer.MAX_VALUE);
  }

  TranscodeSettings settings() {
    return new TranscodeSettings(
        maxWidth, quality.orElse(TranscodeSettings.USUAL_QUALITY), Optional.empty());
  }

  private static double roundUp(double value, double[] steps) {
    return Arrays.stream(steps)
        .filter(step -> step >= value)
        .findFirst()
        .orElse(steps[steps.length - 1]);
  }

  private static void check(String name, double value, int most) {
    if (!(value > 0 && value <= most)) {
      throw new IllegalArgumentException(
          "a %s is above 0 and at most %d, not %s".formatted(name, most, value));
    }
  }
}
