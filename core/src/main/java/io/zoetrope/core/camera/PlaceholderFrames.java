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
import org.jspecify.annotations.Nullable;

/** Paints the pictures that viewers see while a camera fails. Any thread may call it. */
final class PlaceholderFrames {
  private static final Jpeg UNLESS_KNOWN = new Jpeg(1280, 720);
  private static final int SMALLEST_WIDTH = 320;
  private static final int LARGEST_WIDTH = 1920;
  private static final DateTimeFormatter DAY_AND_TIME =
      DateTimeFormatter.ofPattern("d MMMM, HH:mm:ss", Locale.ENGLISH);
  private static final DateTimeFormatter TIME =
      DateTimeFormatter.ofPattern("HH:mm:ss", Locale.ENGLISH);

  private final String title;
  private final FrameFactory frames;
  private final ZoneId zone = ZoneId.systemDefault();

  PlaceholderFrames(CameraName camera, FrameFactory frames) {
    this.title = camera.painted();
    this.frames = frames;
  }

  /**
   * Paints what viewers see from now on, in the shape of the camera's own pictures. The frame's one
   * reference is the caller's.
   */
  Frame paint(Retrying trouble, @Nullable VideoFormat pictured) {
    Jpeg format = shape(pictured);
    String reason = trouble.reason();
    byte[] jpeg =
        PlaceholderPicture.paint(
            format.width(),
            format.height(),
            title,
            reason.isEmpty()
                ? reason
                : reason.substring(0, 1).toUpperCase(Locale.ROOT) + reason.substring(1),
            List.of(
                "since " + DAY_AND_TIME.format(trouble.since().atZone(zone)),
                "next try at " + TIME.format(upToSecond(trouble.nextAttempt()).atZone(zone))));
    try (FrameBuilder builder = frames.begin(jpeg.length)) {
      builder.buffer().writeBytes(jpeg);
      return builder.finishPlaceholder(format);
    }
  }

  private static Jpeg shape(@Nullable VideoFormat pictured) {
    if (pictured == null || pictured.width() < 1 || pictured.height() < 1) {
      return UNLESS_KNOWN;
    }
    int width = Math.clamp(pictured.width(), SMALLEST_WIDTH, LARGEST_WIDTH);
    int height =
        Math.clamp(
            (long) pictured.height() * width / pictured.width(), SMALLEST_WIDTH / 4, LARGEST_WIDTH);
    return new Jpeg(width, height);
  }

  private static Instant upToSecond(Instant instant) {
    return instant.plusMillis(999).truncatedTo(ChronoUnit.SECONDS);
  }
}
