package io.zoetrope.benchmarks.server;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/** For any thread. Starts a Flask program under gunicorn with one gevent worker: one process. */
final class Gunicorn {
  private static final String PYTHON = "/usr/bin/python3";

  private Gunicorn() {}

  /** Whether these modules of Python are installed. */
  static boolean installed(String modules) {
    return Commands.works(PYTHON, "-c", "import gevent, gunicorn, " + modules);
  }

  /** The program is {@code NAME.py} in the folder, and answers at {@code /healthz}. */
  static RunningServer start(
      Path folder, String name, String path, Map<String, String> environment, Path log, Cores cores)
      throws IOException {
    int port = Health.freePort();
    Files.createDirectories(log.toAbsolutePath().getParent());
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
            // A worker that is busy with one long answer is not to be killed for it.
            "--timeout",
            "600",
            "--bind",
            "127.0.0.1:" + port,
            "--chdir",
            folder.toString(),
            name + ":app");
    ProcessBuilder builder =
        new ProcessBuilder(cores.onServerCore(command))
            .redirectErrorStream(true)
            .redirectOutput(log.toFile());
    builder.environment().putAll(environment);
    builder.environment().put("PYTHONDONTWRITEBYTECODE", "1");
    Process process = builder.start();
    URI root = URI.create("http://127.0.0.1:" + port + "/");
    RunningServer server = new ChildServer(process, root.resolve(path));
    try {
      Health.await("flask", process, root.resolve("/healthz"), log);
      return server;
    } catch (IOException | RuntimeException e) {
      server.close();
      throw e;
    }
  }
}
