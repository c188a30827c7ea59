package io.zoetrope.app.config;

import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;

/**
 * The folder for tasks, their files and the catalog.
 *
 * @param given whether somebody has named it, and so counts on it
 * @param place where it was named, if in a file
 */
public record DataFolder(Path path, boolean given, Optional<Place> place) {

  /** The folder that systemd has made for a service's state, or one in the current folder. */
  static DataFolder standard(Map<String, String> environment) {
    String ofService = environment.getOrDefault("STATE_DIRECTORY", "").split(":", 2)[0];
    return new DataFolder(
        Path.of(ofService.isEmpty() ? "zoetrope-data" : ofService), false, Optional.empty());
  }

  static DataFolder given(Path path, Optional<Place> place) {
    return new DataFolder(path, true, place);
  }
}
