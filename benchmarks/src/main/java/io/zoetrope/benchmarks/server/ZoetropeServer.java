package io.zoetrope.benchmarks.server;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * The server of this project, started by its own command on a free port. Its cameras, unless others
 * are given, are slideshows. With 0 event loops it decides itself how many there are.
 */
public record ZoetropeServer(Path command, Path pictures, Path logs, int eventLoops) {
  public ZoetropeServer withEventLoops(int count) {
    return new ZoetropeServer(command, pictures, logs, count);
  }

  /** With one slideshow. */
  public RunningServer start(int fps, Cores cores) throws IOException {
    return start(List.of(slideshow(fps)), cores);
  }

  public String slideshow(int fps) {
    return "slideshow:" + pictures.toAbsolutePath() + "?fps=" + fps;
  }

  /** A camera that needs a child process: FFmpeg reads the pictures as a clip. */
  public String clip() throws IOException {
    return "file:" + PaddedJpegs.clip(pictures).toAbsolutePath() + "?loop=true";
  }

  /** Where the camera of this number, from 1, can be watched. */
  public static URI stream(RunningServer server, int number) {
    return server.stream().resolve("/cameras/" + id(number) + "/stream.mjpg");
  }

  static String id(int number) {
    return "bench" + number;
  }

  /** With a camera for each of the URIs. */
  public RunningServer start(List<String> cameras, Cores cores) throws IOException {
    return start(cameras, List.of(), cores);
  }

  /** With a camera for each of the URIs, and these options, too. */
  public RunningServer start(List<String> cameras, List<String> options, Cores cores)
      throws IOException {
    int port = Health.freePort();
    Path log = logs.resolve("zoetrope.log");
    Files.createDirectories(logs);
    PauseLog pauses = new PauseLog(logs.resolve("zoetrope-pauses.log"));
    ProcessBuilder builder =
        new ProcessBuilder(cores.onServerCore(Commands.join(serve(port, cameras), options)))
            .redirectErrorStream(true)
            .redirectOutput(log.toFile());
    builder.environment().put("JDK_JAVA_OPTIONS", javaOptions(pauses));
    Process process = builder.start();
    URI root = URI.create("http://127.0.0.1:" + port + "/");
    RunningServer server = new ChildServer(process, firstStream(root), pauses);
    try {
      Health.await("zoetrope", process, root.resolve("/healthz"), log);
      return server;
    } catch (IOException | RuntimeException e) {
      server.close();
      throw e;
    }
  }

  static RunningServer running(Process process, URI root) {
    return new ChildServer(process, firstStream(root));
  }

  private static URI firstStream(URI root) {
    return root.resolve("/cameras/" + id(1) + "/stream.mjpg");
  }

  List<String> serve(int port, List<String> cameras) {
    List<String> words =
        new ArrayList<>(
            List.of(
                command.toString(),
                "serve",
                "--host",
                "127.0.0.1",
                "--port",
                Integer.toString(port)));
    for (int i = 0; i < cameras.size(); i++) {
      words.addAll(List.of("--camera", id(i + 1) + "=" + cameras.get(i)));
    }
    return words;
  }

  /** It has an event loop for each core that it believes to have. */
  private String javaOptions(PauseLog pauses) {
    String given = System.getenv().getOrDefault("JDK_JAVA_OPTIONS", "");
    String loops = eventLoops == 0 ? "" : " -XX:ActiveProcessorCount=" + eventLoops;
    return (given + " " + pauses.option() + loops).trim();
  }
}
