package io.zoetrope.core.source;

import io.zoetrope.core.media.FrameFactory;
import io.zoetrope.core.time.Timekeeper;
import java.util.Map;
import java.util.Optional;

/**
 * What a driver works with.
 *
 * @param frames makes this camera's frames
 * @param settings what the user set for all drivers, for example the path of {@code ffmpeg}
 * @param cameraId the camera's name in its server or program; empty where it has none
 */
public record DriverContext(
    FrameFactory frames, Timekeeper time, Map<String, String> settings, String cameraId) {

  public DriverContext {
    settings = Map.copyOf(settings);
  }

  /** What the user set under this name, if anything. */
  public Optional<String> setting(String name) {
    return Optional.ofNullable(settings.get(name));
  }
}
