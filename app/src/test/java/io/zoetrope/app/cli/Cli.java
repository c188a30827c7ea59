package io.zoetrope.app.cli;

import static org.awaitility.Awaitility.await;

import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The built program as a process of its own, as users run it. */
public final class Cli {
  private static final Path JAR =
      Path.of(System.getProperty("zoetrope.root", ".."), "app/target/zoetrope.jar");

  private static final List<String> UNPRIVILEGED =
      List.of(
          "setpriv",
          "--bounding-set=-dac_override,-dac_read_search",
          "--inh-caps=-dac_override,-dac_read_search");

  private Cli() {}

  /** The output of a finished run; bytes that are not text are read as if they were. */
  public record Outcome(int exitCode, String out, String err) {}

  /** Starts the program in this folder; its output goes to {@code out} and {@code err} there. */
  static Process start(Path folder, String... arguments) throws IOException {
    return start(folder, Map.of(), arguments);
  }

  /** As above, with these variables in addition to those of this process. */
  static Process start(Path folder, Map<String, String> variables, String... arguments)
      throws IOException {
    return start(folder, variables, List.of("-jar", JAR.toRealPath().toString()), arguments);
  }

  /** As the first, but bound by permissions, unlike root. */
  static Process startUnprivileged(Path folder, String... arguments) throws IOException {
    boolean root = System.getProperty("user.name").equals("root");
    List<String> prefix = root ? UNPRIVILEGED : List.of();
    return start(folder, Map.of(), prefix, List.of("-jar", JAR.toRealPath().toString()), arguments);
  }

  public static Outcome runUnprivileged(Path folder, String... arguments)
      throws IOException, InterruptedException {
    return finish(startUnprivileged(folder, arguments), folder, arguments);
  }

  private static Process start(
      Path folder, Map<String, String> variables, List<String> program, String... arguments)
      throws IOException {
    return start(folder, variables, List.of(), program, arguments);
  }

  private static Process start(
      Path folder,
      Map<String, String> variables,
      List<String> prefix,
      List<String> program,
      String... arguments)
      throws IOException {
    List<String> command = new ArrayList<>(prefix);
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    // It ends before the optimizing compiler would pay off.
    command.addAll(
        List.of(
            "-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC", "--enable-native-access=ALL-UNNAMED"));
    command.addAll(program);
    command.addAll(List.of(arguments));
    ProcessBuilder builder = new ProcessBuilder(command);
    builder.environment().putAll(variables);
    return builder
        .directory(folder.toFile())
        .redirectOutput(folder.resolve("out").toFile())
        .redirectError(folder.resolve("err").toFile())
        .start();
  }

  public static Outcome run(Path folder, String... arguments)
      throws IOException, InterruptedException {
    return finish(start(folder, arguments), folder, arguments);
  }

  /** As {@link #run}, with a jar before the program on the class path. */
  public static Outcome runWith(Path folder, Path jar, String... arguments)
      throws IOException, InterruptedException {
    String classPath = jar.toRealPath() + File.pathSeparator + JAR.toRealPath();
    List<String> program = List.of("-cp", classPath, "io.zoetrope.app.Main");
    return finish(start(folder, Map.of(), program, arguments), folder, arguments);
  }

  /** Waits until the program that was started there serves, and returns its address. */
  static String awaitAddress(Path folder) {
    Pattern ready = Pattern.compile("http://127\\.0\\.0\\.1:\\d+/");
    return await()
        .until(
            () -> {
              Matcher matcher = ready.matcher(text(folder, "out"));
              return matcher.find() ? matcher.group() : "";
            },
            found -> !found.isEmpty());
  }

  private static Outcome finish(Process process, Path folder, String... arguments)
      throws IOException, InterruptedException {
    if (!process.waitFor(1, TimeUnit.MINUTES)) {
      process.destroyForcibly();
      throw new AssertionError("zoetrope " + String.join(" ", arguments) + " did not end");
    }
    return new Outcome(process.exitValue(), text(folder, "out"), text(folder, "err"));
  }

  static String text(Path folder, String stream) throws IOException {
    return new String(Files.readAllBytes(folder.resolve(stream)), StandardCharsets.UTF_8);
  }
}
