package io.zoetrope.benchmarks.server;

import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** For one thread. A server started for this run, with all it prints in a log file. */
final class ChildServer implements RunningServer {
  private static final int STOP_SECONDS = 5;

  private final Process process;
  private final URI stream;
  private final @Nullable PauseLog pauses;
  private final Thread stopAtExit = new Thread(this::killAll, "stop-server");

  ChildServer(Process process, URI stream) {
    this(process, stream, null);
  }

  /** One that keeps a log of its garbage collections. */
  ChildServer(Process process, URI stream, @Nullable PauseLog pauses) {
    this.pauses = pauses;
    this.process = process;
    this.stream = stream;
    Runtime.getRuntime().addShutdownHook(stopAtExit);
  }

  static Process start(List<String> command, Path log) throws IOException {
    Files.createDirectories(log.toAbsolutePath().getParent());
    return new ProcessBuilder(command)
        .redirectError(ProcessBuilder.Redirect.to(log.toFile()))
        .start();
  }

  /** The last line of a log, for a message. */
  static String lastLine(Path log) {
    try {
      return Files.readString(log, StandardCharsets.UTF_8)
          .lines()
          .filter(line -> !line.isBlank())
          .reduce((first, second) -> second)
          .orElse("it printed nothing");
    } catch (IOException e) {
      return "it left no log";
    }
  }

  @Override
  public URI stream() {
    return stream;
  }

  @Override
  public long pid() {
    return process.pid();
  }

  @Override
  public void opened() {
    if (pauses != null) {
      pauses.startCounting();
    }
  }

  @Override
  public @Nullable Double longestPauseMillis() {
    return pauses == null ? null : pauses.longestMillis();
  }

  @Override
  public void close() {
    List<ProcessHandle> all = tree();
    all.forEach(ProcessHandle::destroy);
    try {
      process.waitFor(STOP_SECONDS, TimeUnit.SECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    all.forEach(ProcessHandle::destroyForcibly);
    Runtime.getRuntime().removeShutdownHook(stopAtExit);
  }

  private void killAll() {
    tree().forEach(ProcessHandle::destroyForcibly);
  }

  private List<ProcessHandle> tree() {
    return Stream.concat(process.descendants(), Stream.of(process.toHandle())).toList();
  }
}
