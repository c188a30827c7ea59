package io.zoetrope.benchmarks.server;

import java.io.BufferedReader;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.util.List;

/**
 * The least that the kernel charges for the same bytes to the same viewers: a C program of one
 * loop.
 */
public record Floor(Path program, Path logs) {
  public enum Form {
    SEND,
    SENDFILE;

    public String word() {
      return this == SEND ? "send" : "sendfile";
    }
  }

  public RunningServer start(Form form, int frameBytes, int fps, int maxSeconds, Cores cores)
      throws IOException {
    Path log = logs.resolve("floor-" + form.word() + ".log");
    List<String> command =
        List.of(
            program.toString(),
            "--form",
            form.word(),
            "--frame-bytes",
            Integer.toString(frameBytes),
            "--fps",
            Integer.toString(fps),
            "--max-seconds",
            Integer.toString(maxSeconds),
            "--exit-with-stdin");
    Process process = ChildServer.start(cores.onServerCore(command), log);
    return new ChildServer(process, listening(process, log));
  }

  /** Waits for the line that names its port. */
  static URI listening(Process process, Path log) throws IOException {
    BufferedReader output = process.inputReader();
    String line = output.readLine();
    if (line == null || !line.startsWith("listening ")) {
      process.destroyForcibly();
      throw new ServerException("the floor did not start: " + ChildServer.lastLine(log));
    }
    return URI.create("http://127.0.0.1:" + line.substring("listening ".length()).trim() + "/");
  }
}
