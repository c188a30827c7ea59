package io.zoetrope.benchmarks.server;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * The least that the kernel charges for the same bytes to the same viewers: a C program with one
 * loop.
 */
public record Floor(Path program, Path logs) {

  public enum Form {
    SEND,
    SENDFILE
  }

  public RunningServer start(Form form, int frameBytes, int fps, int maxSeconds, Cores cores)
      throws IOException {
    String word = form.name().toLowerCase(Locale.ROOT);
    List<String> command =
        List.of(
            program.toString(),
            "--form",
            word,
            "--frame-bytes",
            "" + frameBytes,
            "--fps",
            "" + fps,
            "--max-seconds",
            "" + maxSeconds,
            "--exit-with-stdin");
    Path log = logs.resolve("floor-" + word + ".log");
    return new ChildServer.Start(cores.onServerCore(command), Map.of(), "listening ", log)
        .run(port -> URI.create("http://127.0.0.1:" + port + "/"), null);
  }
}
