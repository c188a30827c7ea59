package com.example.redistasks;

import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/** Programs that a test started, each with its output in a file of the folder. */
final class ExamplePrograms implements AutoCloseable {
  private static final Duration PATIENCE = Duration.ofSeconds(30);

  private final Path folder;
  private final List<Process> running = new ArrayList<>();

  /** One of them. */
  record Program(Process process, Path output) {

    List<String> lines() throws IOException {
      return Files.readAllLines(output);
    }

    /** What stands behind this word in all lines that begin with it. */
    List<String> after(String word) throws IOException {
      return lines().stream()
          .filter(line -> line.startsWith(word + " "))
          .map(line -> line.substring(word.length() + 1))
          .toList();
    }

    void awaitText(String text) {
      await().atMost(PATIENCE).until(() -> Files.readString(output).contains(text));
    }
  }

  ExamplePrograms(Path folder) {
    this.folder = folder;
  }

  /** The example's jar, as its guide says to start it. */
  Program example(String... words) throws IOException {
    String java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
    return start(
        Stream.concat(
                Stream.of(java, "-XX:TieredStopAtLevel=1", "-jar", "target/redis-tasks.jar"),
                Stream.of(words))
            .toArray(String[]::new));
  }

  Program start(String... command) throws IOException {
    Path output = folder.resolve(Path.of(command[0]).getFileName() + "-" + running.size());
    ProcessBuilder builder =
        new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(output.toFile());
    builder.environment().put("HOME", folder.toString());
    Process process = builder.start();
    running.add(process);
    return new Program(process, output);
  }

  /** Ends all of them, and what they started. */
  @Override
  public void close() throws InterruptedException {
    for (Process process : running) {
      Stream.concat(Stream.of(process.toHandle()), process.descendants())
          .toList()
          .reversed()
          .forEach(ProcessHandle::destroyForcibly);
      process.waitFor(10, TimeUnit.SECONDS);
    }
    running.clear();
  }
}
