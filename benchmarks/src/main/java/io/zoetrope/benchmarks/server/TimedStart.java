package io.zoetrope.benchmarks.server;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * For one thread. A program that was started and has printed the line that was awaited; its output
 * is read by a thread of its own.
 */
final class TimedStart implements AutoCloseable {
  private final Process process;
  private final long startedNanos;
  private final Line line;

  private record Line(String text, long nanos) {}

  private TimedStart(Process process, long startedNanos, Line line) {
    this.process = process;
    this.startedNanos = startedNanos;
    this.line = line;
  }

  /** Waits for a line that starts with {@code prefix}. */
  static TimedStart of(List<String> command, String prefix, Path log, Duration within)
      throws IOException {
    long started = System.nanoTime();
    Process process = ChildServer.start(command, log);
    CompletableFuture<Line> awaited = new CompletableFuture<>();
    Thread.startVirtualThread(() -> read(process, prefix, awaited));
    try {
      Line line = awaited.get(within.toMillis(), TimeUnit.MILLISECONDS);
      return new TimedStart(process, started, line);
    } catch (ExecutionException | TimeoutException e) {
      process.destroyForcibly();
      throw new ServerException(
          command.getFirst() + " did not start: " + ChildServer.lastLine(log));
    } catch (InterruptedException e) {
      process.destroyForcibly();
      Thread.currentThread().interrupt();
      throw new ServerException("interrupted while " + command.getFirst() + " started");
    }
  }

  private static void read(Process process, String prefix, CompletableFuture<Line> awaited) {
    try (BufferedReader output = process.inputReader()) {
      for (String text = output.readLine(); text != null; text = output.readLine()) {
        if (text.startsWith(prefix)) {
          awaited.complete(new Line(text, System.nanoTime()));
        }
      }
      awaited.completeExceptionally(new IOException("it ended"));
    } catch (IOException e) {
      awaited.completeExceptionally(e);
    }
  }

  Process process() {
    return process;
  }

  String line() {
    return line.text();
  }

  double millisToLine() {
    return (line.nanos() - startedNanos) / 1e6;
  }

  double millisUntilNow() {
    return (System.nanoTime() - startedNanos) / 1e6;
  }

  @Override
  public void close() {
    process.destroyForcibly();
  }
}
