package io.zoetrope.app.cli;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** The built program as a process of its own, as users run it. */
final class Cli {
  private static final Path JAR =
      Path.of(System.getProperty("zoetrope.root", ".."), "app/target/zoetrope.jar");

  private Cli() {}

  /** What a finished run left; bytes that are no text are read as if they were. */
  record Outcome(int exitCode, String out, String err) {}

  /** Starts the program in this folder; its output goes to {@code out} and {@code err} there. */
  static Process start(Path folder, String... arguments) throws IOException {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.add("--enable-native-access=ALL-UNNAMED");
    command.add("-jar");
    command.add(JAR.toRealPath().toString());
    command.addAll(List.of(arguments));
    return new ProcessBuilder(command)
        .directory(folder.toFile())
        .redirectOutput(folder.resolve("out").toFile())
        .redirectError(folder.resolve("err").toFile())
        .start();
  }

  static Outcome run(Path folder, String... arguments) throws IOException, InterruptedException {
    Process process = start(folder, arguments);
    if (!process.waitFor(60, TimeUnit.SECONDS)) {
      process.destroyForcibly();
      throw new AssertionError("zoetrope " + String.join(" ", arguments) + " did not end");
    }
    return new Outcome(process.exitValue(), text(folder, "out"), text(folder, "err"));
  }

  static String text(Path folder, String stream) throws IOException {
    return new String(Files.readAllBytes(folder.resolve(stream)), StandardCharsets.UTF_8);
  }
}
