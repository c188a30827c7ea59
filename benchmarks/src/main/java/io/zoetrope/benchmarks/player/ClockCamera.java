package io.zoetrope.benchmarks.player;

import io.zoetrope.benchmarks.server.Cores;
import io.zoetrope.benchmarks.server.RunningServer;
import io.zoetrope.benchmarks.server.ZoetropeServer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * A camera whose pictures say when they were drawn: {@code clock}, encoded as quickly as x264 can.
 *
 * @param folder for the configuration that names it
 */
public record ClockCamera(Path clock, Path folder) {
  public static final int FPS = 25;
  private static final String CAMERA = "clock";

  /** A server with this camera. */
  public RunningServer start(ZoetropeServer server, Cores cores) throws IOException {
    Files.createDirectories(folder);
    Path config = folder.resolve("zoetrope-clock.yaml");
    Files.writeString(config, config());
    String data = folder.resolve("zoetrope-data").toString();
    return server.start(
        List.of(),
        List.of("--config", config.toString(), "--data", data, "--database", "none"),
        cores);
  }

  static String path() {
    return "/cameras/" + CAMERA;
  }

  /** With a key frame each second, and no frame held back. */
  String config() {
    String encoder =
        "ffmpeg -v error -fflags nobuffer -f rawvideo -pixel_format yuv420p -video_size 1280x720 -framerate "
            + FPS
            + " -i pipe:0 -c:v libx264 -preset veryfast -tune zerolatency -g "
            + FPS
            + " -b:v 2500k -maxrate 2500k -bufsize 1250k -f nut -flush_packets 1 pipe:1";
    return "cameras:\n  %s: |-\n    exec:sh -c '\"%s\" %d | %s'\n"
        .formatted(CAMERA, clock.toAbsolutePath(), FPS, encoder);
  }
}
