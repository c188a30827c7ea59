package io.zoetrope.benchmarks.server;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * Cameras that are programs: {@code feed}, which shows the same pictures again and again and does
 * nothing else. Such a camera comes from a configuration file only.
 */
public record ProgramCamera(Path feed, List<Path> pictures, Path folder) {

  /** The server with so many of these cameras. */
  public RunningServer start(ZoetropeServer server, int count, int fps, Cores cores)
      throws IOException {
    Path config = folder.resolve("zoetrope-camera.yaml");
    Files.createDirectories(folder);
    Files.writeString(config, config(count, fps));
    String data = folder.resolve("zoetrope-data").toString();
    List<String> options =
        List.of("--config", config.toString(), "--data", data, "--database", "none");
    return server.start(List.of(), options, cores);
  }

  String config(int count, int fps) {
    String names =
        pictures.stream()
            .map(picture -> " \"" + picture.toAbsolutePath() + '"')
            .collect(Collectors.joining());
    String command = "exec:\"" + feed.toAbsolutePath() + "\" " + fps + names;
    return IntStream.rangeClosed(1, count)
        .mapToObj(
            number -> "  " + ZoetropeServer.id(number) + ": '" + command.replace("'", "''") + "'\n")
        .collect(Collectors.joining("", "cameras:\n", ""));
  }
}
