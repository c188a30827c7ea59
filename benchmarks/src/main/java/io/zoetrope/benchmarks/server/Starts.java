package io.zoetrope.benchmarks.server;

import io.zoetrope.benchmarks.load.FirstFrame;
import java.io.IOException;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/** For one thread. How long programs take from their start to being of use, in milliseconds. */
public record Starts(ZoetropeServer server, int fps) {

  /** To the line with the address, and to a viewer's first whole frame. */
  public record Times(double ready, double firstFrame) {}

  /** A JVM that only prints a line, with the collector that the server has. */
  public double bareJvm() throws IOException {
    List<String> command =
        List.of(
            Path.of(System.getProperty("java.home"), "bin", "java").toString(),
            "-XX:+UseSerialGC",
            "-cp",
            classes().toString(),
            BareMain.class.getName());
    Path log = server.logs().resolve("bare.log");
    try (ChildServer started =
        new ChildServer.Start(command, Map.of(), BareMain.LINE, log)
            .run(_ -> URI.create(""), null)) {
      return started.millisToReady();
    }
  }

  public Times zoetrope() throws IOException {
    try (ChildServer started = server.startAsUsersDo(List.of(server.slideshow(fps)), List.of())) {
      FirstFrame.await(started.stream());
      return new Times(started.millisToReady(), started.millisUntilNow());
    }
  }

  private static Path classes() throws IOException {
    try {
      return Path.of(BareMain.class.getProtectionDomain().getCodeSource().getLocation().toURI());
    } catch (URISyntaxException e) {
      throw new IOException("cannot find the benchmarks' own classes", e);
    }
  }
}
