package io.zoetrope.app.cli.probe;

import java.io.Console;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Prints each step as it is done, so that one sees where it takes its time, or stops. One thread.
 */
final class ProbeReport {

  @FunctionalInterface
  interface Step<T> {
    T run() throws IOException, InterruptedException;
  }

  private final PrintWriter out;
  private final String done;
  private final String failed;
  private @Nullable ProbeStep reached;

  ProbeReport(PrintWriter out) {
    this.out = out;
    boolean marks = isUtf8Terminal();
    this.done = marks ? "✓ " : "";
    this.failed = marks ? "✗ failed" : "failed";
  }

  void line(String line) {
    out.println(line);
    out.flush();
  }

  void row(String name, String value) {
    line("  %-11s %s".formatted(name, value));
  }

  /** Prints the step's name, takes it, and prints if it failed; it prints its own success. */
  <T> T step(ProbeStep next, Step<T> step) throws IOException, InterruptedException {
    reached = next;
    out.printf("  %-11s ", next.name().toLowerCase(Locale.ROOT));
    out.flush();
    try {
      return step.run();
    } catch (IOException e) {
      // Why is said once, at the end, where errors go.
      line(failed);
      throw e;
    }
  }

  Optional<ProbeStep> reached() {
    return Optional.ofNullable(reached);
  }

  void done(String result) {
    line(done + result);
  }

  private static boolean isUtf8Terminal() {
    return Optional.ofNullable(System.console())
        .filter(Console::isTerminal)
        .filter(console -> console.charset().equals(StandardCharsets.UTF_8))
        .isPresent();
  }
}
