package io.zoetrope.app.config;

import java.nio.file.Path;
import java.util.Optional;

/** The folder for tasks, their files and the catalog. Who has named it counts on it. */
public record DataFolder(Path path, boolean given, Optional<Place> place) {
  static final Key<Path> KEY =
      Key.optional(
              "data",
              Reader.PATH,
              "the folder in STATE_DIRECTORY, which systemd sets, or zoetrope-data in the current folder")
          .help(
              "The folder for tasks, the files they make, and the catalog. It is created at the start if it does not exist. Each server needs one of its own: a second one with the same folder does not start. If it is set and cannot be written, Zoetrope does not start; without the default one there are live pictures, but no tasks.");

  static DataFolder read(Settings root) {
    return root.find(KEY)
        .map(path -> new DataFolder(path, true, root.place(KEY)))
        .orElseGet(DataFolder::standard);
  }

  private static DataFolder standard() {
    String ofService = System.getenv().getOrDefault("STATE_DIRECTORY", "").split(":", 2)[0];
    return new DataFolder(
        Path.of(ofService.isEmpty() ? "zoetrope-data" : ofService), false, Optional.empty());
  }
}
