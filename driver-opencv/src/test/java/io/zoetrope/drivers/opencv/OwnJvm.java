package io.zoetrope.drivers.opencv;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** Runs a class of the tests in a JVM of its own. */
final class OwnJvm {

  private OwnJvm() {}

  /** What it prints until its end, which must be a good one. */
  static String run(
      String classPath, Map<String, String> environment, List<String> options, String... command)
      throws IOException, InterruptedException {
    List<String> line = new ArrayList<>();
    line.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    line.addAll(List.of("--enable-native-access=ALL-UNNAMED", "-cp", classPath));
    line.addAll(options);
    line.addAll(List.of(command));
    ProcessBuilder java = new ProcessBuilder(line);
    java.environment().putAll(environment);
    Process process = java.redirectError(ProcessBuilder.Redirect.INHERIT).start();
    try (var output = process.getInputStream()) {
      String said = new String(output.readAllBytes(), StandardCharsets.UTF_8);
      assertThat(process.waitFor(1, TimeUnit.MINUTES)).as("ended: %s", line).isTrue();
      assertThat(process.exitValue()).as("exit code of %s", line).isZero();
      return said;
    } finally {
      process.destroyForcibly();
    }
  }
}
