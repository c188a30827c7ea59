package io.zoetrope.app.browser;

import static java.util.concurrent.TimeUnit.SECONDS;

import java.io.BufferedReader;
import java.io.File;
import java.io.IOException;
import java.io.InputStreamReader;
import java.lang.ProcessBuilder.Redirect;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.awaitility.Awaitility;

/**
 * A program of a browser, with a folder of its own. Closing it ends the program with all processes
 * that it has started, and deletes the folder. One thread uses it.
 */
final class BrowserProcess implements AutoCloseable {
  private static final Duration PATIENCE = Duration.ofMinutes(1);

  private final Process process;
  private final Path folder;
  private final List<String> output = new CopyOnWriteArrayList<>();

  private BrowserProcess(Process process, Path folder) {
    this.process = process;
    this.folder = folder;
    // Reading from a pipe pins a carrier of virtual threads, of which there may be two.
    Thread.ofPlatform().daemon().name("browser-output-" + process.pid()).start(this::readOutput);
  }

  /** A new folder for the next program. */
  static Path newFolder() throws IOException {
    return Files.createTempDirectory("zoetrope-browser");
  }

  /**
   * Starts a program; the folder is deleted when that is closed, or at once if it does not start.
   */
  static BrowserProcess start(Path folder, Map<String, String> variables, String... command)
      throws IOException {
    ProcessBuilder builder =
        new ProcessBuilder(command)
            .redirectInput(Redirect.from(new File("/dev/null")))
            .redirectErrorStream(true);
    // Whatever it stores for its user is deleted with the folder.
    builder.environment().putAll(Map.of("HOME", folder.toString(), "TMPDIR", folder.toString()));
    builder.environment().putAll(variables);
    try {
      return new BrowserProcess(builder.start(), folder);
    } catch (IOException e) {
      delete(folder);
      throw new IOException("These tests need %s: ./check installs it".formatted(command[0]), e);
    }
  }

  /** The first group of the first line of its output that matches completely. */
  String awaitLine(String regex) {
    Pattern pattern = Pattern.compile(regex);
    return Awaitility.await()
        .atMost(PATIENCE)
        .until(
            () -> {
              List<String> found =
                  output.stream()
                      .map(pattern::matcher)
                      .filter(Matcher::matches)
                      .map(line -> line.group(1))
                      .toList();
              if (found.isEmpty() && !process.isAlive()) {
                throw new IOException("%s has ended: %s".formatted(process.info(), output));
              }
              return found;
            },
            found -> !found.isEmpty())
        .getFirst();
  }

  @Override
  public void close() {
    List<ProcessHandle> all = new ArrayList<>(process.descendants().toList());
    all.add(process.toHandle());
    all.forEach(ProcessHandle::destroyForcibly);
    for (ProcessHandle one : all) {
      // A grandchild is reaped by whoever inherits it, so its end is not awaited without limit.
      var _ = one.onExit().completeOnTimeout(one, 2, SECONDS).join();
    }
    delete(folder);
  }

  private void readOutput() {
    try (BufferedReader reader =
        new BufferedReader(
            new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8))) {
      for (String line = reader.readLine(); line != null; line = reader.readLine()) {
        output.add(line);
      }
    } catch (IOException e) {
      output.add(e.toString());
    }
  }

  /** Processes that are about to end may still write there. */
  private static void delete(Path folder) {
    Awaitility.await()
        .atMost(PATIENCE)
        .ignoreExceptions()
        .until(() -> {
          try (Stream<Path> files = Files.walk(folder)) {
            files.sorted(Comparator.reverseOrder()).forEach(file -> file.toFile().delete());
          }
          return Files.notExists(folder);
        });
  }
}
