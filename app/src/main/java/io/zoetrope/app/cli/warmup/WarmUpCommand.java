package io.zoetrope.app.cli.warmup;

import io.zoetrope.app.Zoetrope;
import io.zoetrope.app.config.Config;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import picocli.CommandLine.Command;

/**
 * Goes once through what happens at start, for the JVM to record which classes that takes, and many
 * times along the way of a picture, for it to record how that is compiled.
 */
@Command(name = "warm-up", hidden = true)
public final class WarmUpCommand implements Callable<Integer> {
  /** From 5000 calls on the JVM compiles with its second compiler, and records that. */
  private static final int PICTURES = 6000;

  // What is recorded stays in the memory of each server, so of requests only these two are.
  private static final List<String> PATHS = List.of("/", "/cameras/demo/snapshot.jpg");

  @Override
  public Integer call() throws Exception {
    // Whatever is in the user's own folder stays as it is.
    Path data = Files.createTempDirectory("zoetrope-warm-up-");
    try {
      startIn(data);
      int _ = new WarmUpPictures().show(PICTURES);
    } finally {
      try (Stream<Path> files = Files.list(data)) {
        for (Path file : files.toList()) {
          Files.delete(file);
        }
      }
      Files.delete(data);
    }
    return 0;
  }

  private static void startIn(Path data) throws IOException {
    Config config =
        Config.of(Map.of("server.port", "0", "data", data.toString(), "database", "none"));
    try (Zoetrope zoetrope = Zoetrope.start(config)) {
      for (String path : PATHS) {
        ask(zoetrope.port(), path);
      }
    }
  }

  private static void ask(int port, String path) throws IOException {
    try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
      String request = "GET " + path + " HTTP/1.0\r\nHost: localhost\r\n\r\n";
      socket.getOutputStream().write(request.getBytes(StandardCharsets.US_ASCII));
      socket.getInputStream().readNBytes(64);
    }
  }
}
