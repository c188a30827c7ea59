package io.zoetrope.benchmarks.server;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;

/**
 * The program that the Flask tutorials arrive at, under gunicorn with one gevent worker: one
 * process and as many viewers as it can bear.
 */
public record FlaskServer(Path folder, Path pictures, Path logs) {
  public static final String NAME = "flask";

  /** Whether all that it takes is installed. */
  public static boolean installed() {
    return Gunicorn.installed("flask");
  }

  public RunningServer start(int fps, Cores cores) throws IOException {
    return Gunicorn.start(
        folder,
        "flask_camera",
        "/video_feed",
        Map.of("PICTURES", pictures.toAbsolutePath().toString(), "FPS", Integer.toString(fps)),
        logs.resolve("flask.log"),
        cores);
  }
}
