package io.zoetrope.app.cli;

import io.zoetrope.app.cli.Cli.Outcome;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/**
 * A tree with the real launcher, whose Java and Maven are scripts that say how they were called.
 */
final class LauncherTree {
  private static final Path ROOT = Path.of(System.getProperty("zoetrope.root", ".."));
  private static final Instant OF_SOURCES = Instant.parse("2026-01-01T00:00:00Z");
  private static final Instant OF_BUILD = Instant.parse("2026-01-02T00:00:00Z");

  static final String JAVA =
      """
      #!/bin/sh
      for word; do
        case $word in
          -XX:AOTMode=*) mode=${word#*=} ;;
          -XX:AOTConfiguration=*) configuration=${word#*=} ;;
          -XX:AOTCache=*) cache=${word#*=} ;;
        esac
      done
      case ${mode:-} in
        record) echo recorded >"$configuration" ;;
        create) cp "$configuration" "$cache" ;;
        *) echo "java $*" ;;
      esac
      """;

  private final Path folder;

  private LauncherTree(Path folder) {
    this.folder = folder;
  }

  /** Makes a tree that was built but not started yet. */
  static LauncherTree make(Path folder) throws IOException {
    LauncherTree tree = new LauncherTree(folder);
    modes(folder, "rwxrwxrwx");
    Path target = Files.createDirectories(folder.resolve("app/target"));
    Files.createDirectories(folder.resolve("app/src/main"));
    Files.writeString(folder.resolve("pom.xml"), "");
    Files.writeString(folder.resolve("app/pom.xml"), "");
    Files.createDirectories(folder.resolve("bin"));
    try (Stream<Path> scripts = Files.list(ROOT.resolve("bin"))) {
      for (Path script : scripts.toList()) {
        Files.copy(script, folder.resolve("bin").resolve(script.getFileName()));
      }
    }
    tree.program("zoetrope", Files.readString(ROOT.resolve("zoetrope")));
    tree.program("jdk/bin/java", JAVA);
    tree.program("jdk/bin/javac", "");
    Files.writeString(folder.resolve("jdk/release"), "JAVA_VERSION=\"25.0.1\"\n");
    tree.program("tools/mvn", "#!/bin/sh\necho '[ERROR] no symbol'\nexit 1\n");
    Files.createDirectories(target.resolve("lib"));
    Files.writeString(target.resolve("zoetrope.jar"), "");
    try (Stream<Path> all = Files.walk(folder)) {
      for (Path each : all.toList()) {
        Files.setLastModifiedTime(each, FileTime.from(OF_SOURCES));
      }
    }
    // Whoever starts it has built it.
    modes(target, "rwxrwxrwx");
    Files.setLastModifiedTime(
        Files.writeString(target.resolve("built"), ""), FileTime.from(OF_BUILD));
    return tree;
  }

  Path target() {
    return folder.resolve("app/target");
  }

  /** Adds a source that is newer than the build. */
  void change(String source) throws IOException {
    Path file = folder.resolve(source);
    Files.createDirectories(file.getParent());
    Files.writeString(file, "");
  }

  /** Another user's tree: whoever starts it may read and run, but not write. */
  void makeReadOnly() throws IOException {
    modes(target(), "r-xr-xr-x");
  }

  void program(String name, String text) throws IOException {
    Path file = folder.resolve(name);
    Files.createDirectories(file.getParent());
    Files.writeString(file, text);
    modes(file, "rwxr-xr-x");
  }

  /** Starts the launcher and waits until it has ended. */
  Outcome launch(String... arguments) throws Exception {
    List<String> command = launcher();
    command.addAll(List.of(arguments));
    return run(command);
  }

  /** The launcher, started by a user who may not write to the tree. */
  List<String> launcher() {
    List<String> command = new ArrayList<>();
    if (System.getProperty("user.name").equals("root")) {
      command.addAll(List.of("setpriv", "--reuid=65534", "--regid=65534", "--clear-groups"));
    }
    command.add(folder.resolve("zoetrope").toString());
    return command;
  }

  Outcome run(List<String> command) throws Exception {
    Path out = Files.createTempFile("zoetrope-launcher", ".out");
    Path err = Files.createTempFile("zoetrope-launcher", ".err");
    try {
      Process process = start(command, out, err);
      if (!process.waitFor(1, TimeUnit.MINUTES)) {
        process.destroyForcibly();
        throw new AssertionError("it does not end: " + Files.readString(err));
      }
      return new Outcome(process.exitValue(), Files.readString(out), Files.readString(err));
    } finally {
      Files.delete(out);
      Files.delete(err);
    }
  }

  Process start(List<String> command, Path out, Path err) throws IOException {
    ProcessBuilder builder = new ProcessBuilder(command);
    builder.environment().put("JAVA_HOME", folder.resolve("jdk").toString());
    builder
        .environment()
        .merge("PATH", "", (path, _) -> folder.resolve("tools") + File.pathSeparator + path);
    builder.redirectOutput(out.toFile());
    if (out.equals(err)) {
      builder.redirectErrorStream(true);
    } else {
      builder.redirectError(err.toFile());
    }
    return builder.start();
  }

  private static void modes(Path path, String modes) throws IOException {
    Files.setPosixFilePermissions(path, PosixFilePermissions.fromString(modes));
  }
}
