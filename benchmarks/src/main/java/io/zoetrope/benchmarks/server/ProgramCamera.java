package io.zoetrope.benchmarks.server;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;

/**
 * A camera that is a program: {@code feed}, which shows the same pictures again and again and does
 * nothing else. Such a camera comes from a configuration file only.
 */
public record ProgramCamera(Path feed, List<Path> pictures, Path folder) {

  /** The server with this camera. */
  public RunningServer start(ZoetropeServer server, int fps, Cores cores) throws IOException {
    Path config = folder.resolve("zoetrope-camera.yaml");
    Files.createDirectories(folder);
    Files.writeString(config, config(fps));
    List<String> options =
        List.of(
            "--config",
            config.toString(),
            "--data",
            folder.resolve("zoetrope-data").toString(),
            "--database",
            "none");
    return server.start(List.of(), options, cores);
  }

  String config(int fps) {
    String names =
        pictures.stream()
            .map(picture -> " \"" + picture.toAbsolutePath() + '"')
            .collect(Collectors.joining());
    String command = "exec:\"" + feed.toAbsolutePath() + "\" " + fps + names;
    return "cameras:\n  " + ZoetropeServer.id(1) + ": '" + command.replace("'", "''") + "'\n";
  }
}
