package io.zoetrope.app.config;

import io.zoetrope.core.CameraSettings;
import io.zoetrope.core.camera.CameraName;
import io.zoetrope.core.camera.CameraTimings;
import io.zoetrope.core.overlay.OverlayText;
import io.zoetrope.core.source.CameraUri;
import java.time.Duration;
import java.util.Optional;

/**
 * One camera as configured.
 *
 * @param name its id, and what people see
 * @param overlay what to burn into its pictures
 * @param origin decides what its source may be
 * @param place where its source was read, if it is from a file
 */
public record CameraConfig(
    CameraName name,
    CameraUri source,
    Duration linger,
    Optional<OverlayText> overlay,
    Origin origin,
    Optional<Place> place) {
  public static final Duration STANDARD_LINGER = Duration.ofSeconds(10);

  /** A camera whose settings are the usual ones, and that is not from the configuration file. */
  public CameraConfig(String id, CameraUri source) {
    this(
        new CameraName(id),
        source,
        STANDARD_LINGER,
        Optional.empty(),
        Origin.ELSEWHERE,
        Optional.empty());
  }

  public CameraConfig {
    Names.check("a camera", name.id());
  }

  /** What a system of cameras is told of it. */
  public CameraSettings settings() {
    return new CameraSettings(name, CameraTimings.STANDARD.withLinger(linger), overlay);
  }

  /** What addresses call it. */
  public String id() {
    return name.id();
  }
}
