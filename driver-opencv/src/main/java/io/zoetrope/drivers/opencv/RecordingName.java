package io.zoetrope.drivers.opencv;

import io.zoetrope.core.source.BadCameraUriException;
import io.zoetrope.core.source.UriOptions;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.regex.Pattern;

/** Finds mistakes in the name of a recording before OpenCV does, which only says no. */
final class RecordingName {
  /** As for printf, but for one number only and of a width that makes sense. */
  private static final Pattern NUMBERED = Pattern.compile("([^%]*)%(0?[1-9])?d([^%]*)");

  private RecordingName() {}

  static void check(String name) throws IOException {
    Path file = UriOptions.path("opencv", name);
    if (!Files.isRegularFile(file)) {
      if (NUMBERED.matcher(name).matches()) {
        checkSeries(name);
        return;
      }
      if (name.contains("%")) {
        throw new BadCameraUriException(
            "opencv: '%s' should have one number in its name, as in img_%%03d.jpg".formatted(name));
      }
      if (Files.exists(file) && !Files.isDirectory(file)) {
        throw new BadCameraUriException(
            "opencv: '%1$s' is not a file; a camera is named by its number as in opencv:0, or is v4l2:%1$s"
                .formatted(name));
      }
    }
    Path _ = UriOptions.readableFile("opencv", file);
  }

  private static void checkSeries(String name) throws IOException {
    // OpenCV looks for these two to begin with.
    String first = String.format(Locale.ROOT, name, 0);
    String second = String.format(Locale.ROOT, name, 1);
    if (!Files.isRegularFile(Path.of(first)) && !Files.isRegularFile(Path.of(second))) {
      throw new IOException(
          "opencv: there is neither '%s' nor '%s'; a series that begins with another number is named by its first picture"
              .formatted(first, second));
    }
  }
}
