package io.zoetrope.testing;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.lang.ProcessBuilder.Redirect;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * An IP camera on loopback: GStreamer's RTSP server in a process of its own, which shows a bouncing
 * ball, 320x240 at 15 pictures a second, as H.264 at {@code /h264} and as JPEG at {@code /jpeg}.
 * One thread uses it. Where GStreamer is missing it does not start, and says what to install.
 */
public final class RtspCamera implements AutoCloseable {
  public static final int PICTURES_PER_SECOND = 15;

  private static final Path PYTHON = Path.of("/usr/bin/python3");
  private static final String PACKAGES =
      "python3-gi gir1.2-gst-rtsp-server-1.0 gstreamer1.0-plugins-base gstreamer1.0-plugins-good"
          + " gstreamer1.0-plugins-ugly";

  /** How the camera asks for user and password. */
  public enum Login {
    NONE,
    BASIC,
    DIGEST
  }

  private final List<String> options;
  private Process process;
  private int port;

  private RtspCamera(List<String> options) throws IOException {
    this.options = options;
    this.process = launch(0);
    this.port = awaitPort();
  }

  /** Starts a camera that everyone may watch. */
  public static RtspCamera start() throws IOException {
    return new RtspCamera(List.of());
  }

  /** Starts a camera that only this user may watch. */
  public static RtspCamera start(Login login, String user, String password) throws IOException {
    return new RtspCamera(
        List.of(
            "--login", login.name().toLowerCase(Locale.ROOT),
            "--user", user,
            "--password", password));
  }

  /**
   * Starts a camera that speaks TLS.
   *
   * @param certificate a PEM file with its certificate and its key
   */
  public static RtspCamera start(Path certificate) throws IOException {
    return new RtspCamera(List.of("--certificate", certificate.toString()));
  }

  /** The address of a stream, such as {@code h264}. */
  public String uri(String stream) {
    return "rtsp://127.0.0.1:%d/%s".formatted(port, stream);
  }

  /** The address of a stream, with a login in it. */
  public String uri(String stream, String user, String password) {
    return "rtsp://%s:%s@127.0.0.1:%d/%s".formatted(user, password, port, stream);
  }

  public int port() {
    return port;
  }

  public ProcessHandle process() {
    return process.toHandle();
  }

  /** Ends the camera as a power cut would; returns when it is gone. */
  public void kill() {
    process.destroyForcibly().onExit().join();
  }

  /** Starts the camera once more, at the port it had. */
  public void startAgain() throws IOException {
    process = launch(port);
    port = awaitPort();
  }

  @Override
  public void close() {
    kill();
  }

  private Process launch(int wantedPort) throws IOException {
    if (!Files.isExecutable(PYTHON)) {
      throw new IOException("the RTSP camera needs %s".formatted(PYTHON));
    }
    List<String> command = new ArrayList<>(List.of(PYTHON.toString(), "-c", script()));
    command.addAll(List.of("--port", String.valueOf(wantedPort)));
    command.addAll(options);
    // Its standard input is the line it hangs on: it ends when this process does.
    return new ProcessBuilder(command).redirectError(Redirect.INHERIT).start();
  }

  private int awaitPort() throws IOException {
    BufferedReader output =
        new BufferedReader(
            new InputStreamReader(process.getInputStream(), StandardCharsets.US_ASCII));
    String line = output.readLine();
    if (line == null) {
      throw new IOException(
          "the RTSP camera does not start; it needs the Debian packages " + PACKAGES);
    }
    return Integer.parseInt(line);
  }

  private static String script() throws IOException {
    try (InputStream in = RtspCamera.class.getResourceAsStream("rtsp_camera.py")) {
      if (in == null) {
        throw new IOException("rtsp_camera.py is not on the class path");
      }
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    }
  }
}
