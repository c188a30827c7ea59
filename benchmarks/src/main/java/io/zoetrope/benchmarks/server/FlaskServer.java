package io.zoetrope.benchmarks.server;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/**
 * The program that the Flask tutorials arrive at, under gunicorn with one gevent worker: one
 * process and as many viewers as it can bear.
 */
public record FlaskServer(Path folder, Path pictures, Path logs) {
  public static final String NAME = "flask";
  private static final String PYTHON = "/usr/bin/python3";

  /** Whether all that it takes is installed. */
  public static boolean installed() {
    return Commands.works(PYTHON, "-c", "import flask, gevent, gunicorn");
  }

  public RunningServer start(int fps, Cores cores) throws IOException {
    int port = Health.freePort();
    Path log = logs.resolve("flask.log");
    Files.createDirectories(logs);
    List<String> command =
        List.of(
            PYTHON,
            "-m",
            "gunicorn",
            "--workers",
            "1",
            "--worker-class",
            "gevent",
            "--worker-connections",
            "20000",
            "--bind",
            "127.0.0.1:" + port,
            "--chdir",
            folder.toString(),
            "flask_camera:app");
    ProcessBuilder builder =
        new ProcessBuilder(cores.onServerCore(command))
            .redirectErrorStream(true)
            .redirectOutput(log.toFile());
    builder
        .environment()
        .putAll(
            Map.of(
                "PICTURES",
                pictures.toAbsolutePath().toString(),
                "FPS",
                Integer.toString(fps),
                "PYTHONDONTWRITEBYTECODE",
                "1"));
    Process process = builder.start();
    URI root = URI.create("http://127.0.0.1:" + port + "/");
    RunningServer server = new ChildServer(process, root.resolve("/video_feed"));
    try {
      Health.await("flask", process, root.resolve("/healthz"), log);
      return server;
    } catch (IOException | RuntimeException e) {
      server.close();
      throw e;
    }
  }
}
