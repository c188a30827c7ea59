package io.zoetrope.core.overlay;

import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What is burnt into a camera's pictures.
 *
 * @param template one line, in which <code>{name}</code> stands for the camera and <code>{time}
 *     </code> for when the picture was taken
 */
public record OverlayText(String template) {
  public static final int MAX_LENGTH = 100;

  private static final Pattern PLACEHOLDER = Pattern.compile("\\{([^{}]*)}");
  private static final DateTimeFormatter TIME =
      DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss", Locale.ROOT);

  public static final OverlayText NAME_AND_TIME = new OverlayText("{name}  {time}");

  public OverlayText {
    if (template.isBlank() || template.length() > MAX_LENGTH || template.lines().count() > 1) {
      throw new IllegalArgumentException(
          "an overlay is one line of at most %d characters".formatted(MAX_LENGTH));
    }
    Matcher placeholders = PLACEHOLDER.matcher(template);
    while (placeholders.find()) {
      if (!placeholders.group(1).equals("name") && !placeholders.group(1).equals("time")) {
        throw new IllegalArgumentException(
            "an overlay knows {name} and {time}, not '%s'".formatted(placeholders.group()));
      }
    }
  }

  /** The text for one picture. */
  String of(String cameraName, Instant capturedAt, ZoneId zone) {
    return template
        .replace("{time}", TIME.format(capturedAt.atZone(zone)))
        .replace("{name}", cameraName);
  }
}
