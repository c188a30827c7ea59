package io.zoetrope.app.config;

import io.zoetrope.core.driver.CameraUri;
import io.zoetrope.core.rendition.OverlayText;
import java.time.Duration;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * One camera as configured.
 *
 * @param overlay what to burn into its pictures
 * @param origin decides what its source may be
 */
public record CameraConfig(
    String id, CameraUri source, Duration linger, Optional<OverlayText> overlay, Origin origin) {
  public static final Duration STANDARD_LINGER = Duration.ofSeconds(10);

  private static final Pattern ID = Pattern.compile("[A-Za-z0-9][A-Za-z0-9_-]{0,63}");

  /** A camera whose settings are the usual ones, and that is not from the configuration file. */
  public CameraConfig(String id, CameraUri source) {
    this(id, source, STANDARD_LINGER, Optional.empty(), Origin.ELSEWHERE);
  }

  public CameraConfig {
    if (!ID.matcher(id).matches()) {
      throw new BadConfigException(
          "'%s' cannot name a camera: use letters, digits, - and _, 64 at most, a letter or digit first"
              .formatted(id));
    }
  }
}
