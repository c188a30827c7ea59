package io.zoetrope.benchmarks.server;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * The server of this project, started by its own command on a free port.
 *
 * @param pictures what its first camera shows: a folder of JPEGs, or a video, which is then watched
 *     as MP4
 */
public record ZoetropeServer(Path command, Path pictures, Path logs) {

  /** A camera that shows the pictures from files. */
  public String slideshow(int fps) {
    return "slideshow:" + pictures.toAbsolutePath() + "?fps=" + fps;
  }

  /** A camera that needs a child process: FFmpeg reads the pictures as a clip. */
  public String clip() throws IOException {
    return "file:" + BenchPictures.clip(pictures).toAbsolutePath() + "?loop=true";
  }

  /** Where the camera with this number, from 1, can be watched. */
  public static URI stream(RunningServer server, int number) {
    return server.stream().resolve("/cameras/" + id(number) + "/stream.mjpg");
  }

  static String id(int number) {
    return "bench" + number;
  }

  /** With what its camera shows, to be measured. */
  public RunningServer start(int fps, Cores cores) throws IOException {
    String camera = isVideo() ? "file:" + pictures.toAbsolutePath() + "?loop=true" : slideshow(fps);
    return start(List.of(camera), List.of(), cores);
  }

  private boolean isVideo() {
    return pictures.toString().endsWith(".mp4");
  }

  /** With a camera for each of the URIs and these options, to be measured. */
  public RunningServer start(List<String> cameras, List<String> options, Cores cores)
      throws IOException {
    PauseLog pauses = new PauseLog(logs.resolve("zoetrope-pauses.log"));
    String given = System.getenv().getOrDefault("JDK_JAVA_OPTIONS", "");
    String javaOptions = (given + " " + pauses.option()).trim();
    return prepared(
            cores.onServerCore(serve(cameras, options)), Map.of("JDK_JAVA_OPTIONS", javaOptions))
        .run(
            root -> isVideo() ? firstStream(root).resolve("stream.mp4") : firstStream(root),
            pauses);
  }

  /** As a user starts it. */
  ChildServer startAsUsersDo(List<String> cameras, List<String> options) throws IOException {
    return prepared(serve(cameras, options), Map.of()).run(ZoetropeServer::firstStream, null);
  }

  private ChildServer.Start prepared(List<String> words, Map<String, String> environment) {
    return new ChildServer.Start(
        words, environment, "Zoetrope is ready: ", logs.resolve("zoetrope.log"));
  }

  private static URI firstStream(String root) {
    return URI.create(root).resolve("/cameras/" + id(1) + "/stream.mjpg");
  }

  private List<String> serve(List<String> cameras, List<String> options) {
    List<String> words =
        new ArrayList<>(List.of(command.toString(), "serve", "--host", "127.0.0.1", "--port", "0"));
    for (int i = 0; i < cameras.size(); i++) {
      words.addAll(List.of("--camera", id(i + 1) + "=" + cameras.get(i)));
    }
    words.addAll(options);
    return words;
  }
}
