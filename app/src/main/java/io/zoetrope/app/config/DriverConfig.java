package io.zoetrope.app.config;

import java.nio.file.Path;
import java.util.Optional;

/** The programs and folders that drivers use; empty ones are looked up in the usual places. */
public record DriverConfig(Optional<Path> ffmpeg, Optional<Path> rpicam, Optional<Path> plugins) {
  static final Key<Path> FFMPEG =
      Key.optional("ffmpeg", Reader.PATH, "the bundled one, else the one on the PATH")
          .help("The FFmpeg program to use, for instance one with hardware encoders.");

  static final Key<Path> RPICAM =
      Key.optional("rpicam", Reader.PATH, "rpicam-vid or libcamera-vid on the PATH")
          .help("The program for the cameras of a Raspberry Pi.");

  static final Key<Path> PLUGINS =
      Key.optional("plugins", Reader.PATH, "plugins in the current folder, if it exists")
          .help("The folder with drivers of your own, as jars.");

  static DriverConfig read(Settings root) {
    return new DriverConfig(root.find(FFMPEG), root.find(RPICAM), root.find(PLUGINS));
  }
}
