package io.zoetrope.core.camera;

import io.zoetrope.core.camera.CameraState.Retrying;
import io.zoetrope.core.media.Frame;
import io.zoetrope.core.media.FrameBuilder;
import io.zoetrope.core.media.FrameFactory;
import io.zoetrope.core.media.Jpeg;
import io.zoetrope.core.media.VideoFormat;
import io.zoetrope.picture.PlaceholderPicture;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.function.IntFunction;
import org.jspecify.annotations.Nullable;

/** Paints the pictures that viewers see while a camera or rendition fails. Any thread. */
public final class PlaceholderFrames {
  private static final Jpeg UNLESS_KNOWN = new Jpeg(1280, 720);
  private static final int SMALLEST_WIDTH = 320;
  private static final int LARGEST_WIDTH = 1920;
  private static final DateTimeFormatter DAY_AND_TIME =
      DateTimeFormatter.ofPattern("d MMMM, HH:mm:ss", Locale.ENGLISH);
  private static final DateTimeFormatter TIME =
      DateTimeFormatter.ofPattern("HH:mm:ss", Locale.ENGLISH);

  private final CameraName camera;
  private final FrameFactory frames;
  private final ZoneId zone = ZoneId.systemDefault();

  PlaceholderFrames(CameraName camera, FrameFactory frames) {
    this.camera = camera;
    this.frames = frames;
  }

  /** The number of the placeholder for what fails now. */
  long takeNumber() {
    return frames.takeNumber();
  }

  /**
   * Paints what viewers see from now on, in the shape of the camera's own pictures. The frame's one
   * reference is the caller's.
   */
  Frame paint(long number, Retrying trouble, @Nullable VideoFormat pictured) {
    String reason = trouble.reason();
    return paint(
        camera,
        Objects.requireNonNullElse(pictured, UNLESS_KNOWN),
        LARGEST_WIDTH,
        reason.isEmpty()
            ? reason
            : reason.substring(0, 1).toUpperCase(Locale.ROOT) + reason.substring(1),
        List.of(
            "since " + DAY_AND_TIME.format(trouble.since().atZone(zone)),
            "next try at " + TIME.format(upToSecond(trouble.nextAttempt()).atZone(zone))),
        sizeBytes -> frames.beginNumbered(number, sizeBytes));
  }

  /** What viewers of pictures see of a camera that has none. */
  static Frame soundOnly(CameraName camera, FrameFactory frames) {
    return paint(
        camera,
        UNLESS_KNOWN,
        LARGEST_WIDTH,
        "This camera sends sound only",
        List.of(),
        frames::begin);
  }

  /** As the other, in words of the caller's, and at most so wide. */
  public static Frame paint(
      CameraName camera,
      VideoFormat pictured,
      int maxWidth,
      String reason,
      List<String> details,
      IntFunction<FrameBuilder> frames) {
    VideoFormat shape = pictured.width() < 1 || pictured.height() < 1 ? UNLESS_KNOWN : pictured;
    int width = Math.clamp(Math.min(shape.width(), maxWidth), SMALLEST_WIDTH, LARGEST_WIDTH);
    long inProportion = (long) shape.height() * width / shape.width();
    int height = Math.clamp(inProportion, SMALLEST_WIDTH / 4, LARGEST_WIDTH);
    byte[] jpeg = PlaceholderPicture.paint(width, height, camera.painted(), reason, details);
    try (FrameBuilder builder = frames.apply(jpeg.length)) {
      builder.buffer().writeBytes(jpeg);
      return builder.finishPlaceholder(new Jpeg(width, height));
    }
  }

  private static Instant upToSecond(Instant instant) {
    return instant.plusMillis(999).truncatedTo(ChronoUnit.SECONDS);
  }
}
