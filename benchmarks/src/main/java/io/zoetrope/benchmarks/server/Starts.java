package io.zoetrope.benchmarks.server;

import io.zoetrope.benchmarks.load.Spread;
import java.io.IOException;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;

/** For one thread. How long programs take from being started to being of use, in milliseconds. */
public record Starts(ZoetropeServer server, int fps) {
  private static final Duration WITHIN = Duration.ofMinutes(3);
  static final String READY = "Zoetrope is ready: ";

  /** To the line that tells the address, and to a viewer's first whole frame. */
  public record Times(double ready, double firstFrame) {}

  /** A JVM that only prints a line, with the collector that the server takes, too. */
  public double bareJvm() throws IOException {
    List<String> command =
        List.of(
            Path.of(System.getProperty("java.home"), "bin", "java").toString(),
            "-XX:+UseSerialGC",
            "-cp",
            classes().toString(),
            BareMain.class.getName());
    Path log = server.logs().resolve("bare.log");
    try (TimedStart start = TimedStart.of(command, BareMain.LINE, log, WITHIN)) {
      return start.millisToLine();
    }
  }

  public Times zoetrope() throws IOException {
    Path log = server.logs().resolve("zoetrope.log");
    List<String> command = server.serve(0, List.of(server.slideshow(fps)));
    try (TimedStart start = TimedStart.of(command, READY, log, WITHIN)) {
      URI root = URI.create(start.line().substring(READY.length()).trim());
      try (RunningServer running = ZoetropeServer.running(start.process(), root)) {
        FirstFrame.await(running.stream());
        return new Times(start.millisToLine(), start.millisUntilNow());
      }
    }
  }

  private static Path classes() throws IOException {
    try {
      return Path.of(BareMain.class.getProtectionDomain().getCodeSource().getLocation().toURI());
    } catch (URISyntaxException e) {
      throw new IOException("the benchmarks lie at a strange place", e);
    }
  }

  public static Spread spread(List<Double> millis) {
    return Spread.of(millis.stream().mapToDouble(Double::doubleValue).toArray());
  }
}
