package io.zoetrope.benchmarks.server;

import java.io.BufferedReader;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * For one thread. A program that was started for this run and has printed the line that says it is
 * ready. A thread of its own reads what it prints; its errors go to a log file.
 */
final class ChildServer implements RunningServer {
  private static final int START_SECONDS = 180;
  private static final int STOP_SECONDS = 5;

  private final Process process;
  private final long startedNanos;
  private final Line ready;
  private final URI stream;
  private final @Nullable PauseLog pauses;
  private final Thread stopAtExit = new Thread(this::killAll, "stop-server");

  private record Line(String text, long nanos) {}

  /** What to start, and how it says that it is ready. */
  record Start(List<String> command, Map<String, String> environment, String ready, Path log) {

    /**
     * Starts it and waits for the line.
     *
     * @param stream its stream, given what follows {@code ready} in its line
     * @param pauses its log of garbage collections, if it keeps one
     */
    ChildServer run(UriOf stream, @Nullable PauseLog pauses) throws IOException {
      Files.createDirectories(log.toAbsolutePath().getParent());
      ProcessBuilder builder =
          new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.to(log.toFile()));
      builder.environment().putAll(environment);
      long started = System.nanoTime();
      Process process = builder.start();
      Line line = await(process);
      URI uri = stream.of(line.text().substring(ready.length()).trim());
      return new ChildServer(process, started, line, uri, pauses);
    }

    private Line await(Process process) throws ServerException {
      CompletableFuture<Line> awaited = new CompletableFuture<>();
      Thread.startVirtualThread(() -> read(process, awaited));
      try {
        return awaited.get(START_SECONDS, TimeUnit.SECONDS);
      } catch (ExecutionException | TimeoutException e) {
        process.destroyForcibly();
        throw new ServerException(command.getFirst() + " did not start: " + lastLine());
      } catch (InterruptedException e) {
        process.destroyForcibly();
        Thread.currentThread().interrupt();
        throw new ServerException("interrupted while " + command.getFirst() + " started");
      }
    }

    private void read(Process process, CompletableFuture<Line> awaited) {
      try (BufferedReader output = process.inputReader()) {
        for (String text = output.readLine(); text != null; text = output.readLine()) {
          if (text.startsWith(ready)) {
            awaited.complete(new Line(text, System.nanoTime()));
          }
        }
        awaited.completeExceptionally(new IOException("it ended"));
      } catch (IOException e) {
        awaited.completeExceptionally(e);
      }
    }

    private String lastLine() {
      try (Stream<String> lines = Files.lines(log)) {
        return lines
            .filter(line -> !line.isBlank())
            .reduce((_, last) -> last)
            .orElse("it printed nothing");
      } catch (IOException e) {
        return "it left no log";
      }
    }
  }

  /** Where the stream is that a ready line announces. */
  interface UriOf {
    URI of(String announced);
  }

  private ChildServer(
      Process process, long startedNanos, Line ready, URI stream, @Nullable PauseLog pauses) {
    this.process = process;
    this.startedNanos = startedNanos;
    this.ready = ready;
    this.stream = stream;
    this.pauses = pauses;
    Runtime.getRuntime().addShutdownHook(stopAtExit);
  }

  @Override
  public URI stream() {
    return stream;
  }

  @Override
  public long pid() {
    return process.pid();
  }

  double millisToReady() {
    return (ready.nanos() - startedNanos) / 1e6;
  }

  double millisUntilNow() {
    return (System.nanoTime() - startedNanos) / 1e6;
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
