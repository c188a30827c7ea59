package io.zoetrope.app.cli;

import static org.assertj.core.api.Assertions.assertThat;

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
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The script {@code zoetrope}, in a tree whose Java and Maven are scripts that say how they were
 * called.
 */
final class LauncherIT {
  private static final Path ROOT = Path.of(System.getProperty("zoetrope.root", ".."));
  private static final String JAVA =
      """
      #!/bin/sh
      for word; do
        case $word in -XX:AOTCacheOutput=*) echo recorded >"${word#*=}"; exit ;; esac
      done
      echo "java $*"
      """;

  @TempDir private Path folder;
  private Path target;

  @BeforeEach
  void makeTree() throws IOException {
    Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwxr-xr-x"));
    target = Files.createDirectories(folder.resolve("app/target"));
    Files.createDirectories(folder.resolve("app/src/main"));
    Files.writeString(folder.resolve("pom.xml"), "");
    Files.writeString(folder.resolve("app/pom.xml"), "");
    Files.createDirectories(folder.resolve("bin"));
    try (Stream<Path> scripts = Files.list(ROOT.resolve("bin"))) {
      for (Path script : scripts.toList()) {
        Files.copy(script, folder.resolve("bin").resolve(script.getFileName()));
      }
    }
    program("zoetrope", Files.readString(ROOT.resolve("zoetrope")));
    program("jdk/bin/java", JAVA);
    program("jdk/bin/javac", "");
    Files.writeString(folder.resolve("jdk/release"), "JAVA_VERSION=\"25.0.1\"\n");
    program("tools/mvn", "#!/bin/sh\necho '[ERROR] no symbol'\nexit 1\n");
    try (Stream<Path> all = Files.walk(folder)) {
      for (Path each : all.toList()) {
        Files.setLastModifiedTime(each, FileTime.from(Instant.parse("2026-01-01T00:00:00Z")));
      }
    }
    // Whoever starts it is the one who has built it.
    modes(target, "rwxrwxrwx");
    Files.writeString(target.resolve("built"), "");
    Files.setLastModifiedTime(
        target.resolve("built"), FileTime.from(Instant.parse("2026-01-02T00:00:00Z")));
  }

  @Test
  void aStartIsRecordedOnceAndTakenFromThenOn() throws Exception {
    Outcome first = launch("serve");
    assertThat(first.err()).isEqualTo("Recording a first start, to make the next ones quick.\n");
    Outcome second = launch("serve");
    assertThat(second.err()).isEmpty();
    assertThat(second.out()).contains("-XX:AOTCache=").endsWith("zoetrope.jar serve\n");
  }

  @Test
  void aTreeThatCannotBeWrittenStartsWithoutARecordingAndSaysSoOnce() throws Exception {
    readOnly();
    Outcome started = launch("serve");
    assertThat(started.exitCode()).isZero();
    assertThat(started.out()).doesNotContain("AOTCache").endsWith("zoetrope.jar serve\n");
    assertThat(started.err())
        .startsWith("No recorded start fits this Java and processor")
        .hasLineCount(1);
  }

  @Test
  void aTreeThatCannotBeWrittenTakesTheRecordingThatFits() throws Exception {
    assertThat(launch("serve").exitCode()).isZero();
    readOnly();
    Outcome started = launch("serve");
    assertThat(started.err()).isEmpty();
    assertThat(started.out()).contains("-XX:AOTCache=");
  }

  @Test
  void aBuildThatFailsIsNoticedWhateverAnEarlierOneHasLeft() throws Exception {
    Files.writeString(target.resolve("build.status"), "0\n");
    Files.writeString(folder.resolve("app/src/main/New.java"), "");
    Outcome failed = launch("serve");
    assertThat(failed.exitCode()).isEqualTo(1);
    assertThat(failed.out()).isEmpty();
    assertThat(failed.err()).contains("[ERROR] no symbol", "zoetrope: the build failed; ");
    readOnly();
    failed = launch("serve");
    assertThat(failed.exitCode()).isEqualTo(1);
    assertThat(failed.out()).isEmpty();
    assertThat(failed.err())
        .startsWith("zoetrope: the sources are newer than the build, and this user may not write")
        .hasLineCount(1);
  }

  @Test
  void aBuildThatEndsWellIsStarted() throws Exception {
    program("tools/mvn", "#!/bin/sh\necho '[INFO] Building Zoetrope app 0.1 [7/9]'\n");
    Files.writeString(folder.resolve("app/src/main/New.java"), "");
    Outcome started = launch("serve");
    assertThat(started.exitCode()).isZero();
    assertThat(started.err()).contains("Building Zoetrope;", "  7/9  Zoetrope app\n");
    assertThat(started.out()).endsWith("zoetrope.jar serve\n");
  }

  @Test
  void theRecordingIsNamedAfterJavaArchitectureAndProcessor() throws Exception {
    Path old = Files.writeString(folder.resolve("old"), "model : a\nflags : sse2\nflags : sse2\n");
    Path fresh = Files.writeString(folder.resolve("new"), "model : a\nflags : sse2 avx512f\n");
    Path same = Files.writeString(folder.resolve("same"), "model : b\nflags : sse2\n");
    Path arm = Files.writeString(folder.resolve("arm"), "Features : fp asimd\n");
    String name = name(old);
    assertThat(name).matches("start-[a-z0-9_]+-[0-9]+\\.aot");
    assertThat(name(same)).isEqualTo(name);
    assertThat(name(fresh)).isNotEqualTo(name);
    assertThat(name(arm)).isNotEqualTo(name);
    assertThat(name(folder.resolve("absent"))).startsWith("start-");
    Files.writeString(folder.resolve("jdk/release"), "JAVA_VERSION=\"25.0.2\"\n");
    assertThat(name(old)).isNotEqualTo(name);
    program("tools/uname", "#!/bin/sh\necho riscv64\n");
    assertThat(name(old)).startsWith("start-riscv64-");
  }

  private String name(Path cpuinfo) throws Exception {
    Outcome named =
        run(
            List.of(
                "sh",
                "-c",
                ". \"$1/bin/recording-name.sh\"; recording_name \"$1/jdk\" \"$2\"",
                "sh",
                folder.toString(),
                cpuinfo.toString()));
    assertThat(named.err()).isEmpty();
    return named.out().strip();
  }

  private Outcome launch(String... arguments) throws Exception {
    List<String> command = new ArrayList<>();
    if (System.getProperty("user.name").equals("root")) {
      // Whom no mode of a file keeps from writing.
      command.addAll(List.of("setpriv", "--reuid=65534", "--regid=65534", "--clear-groups"));
    }
    command.add(folder.resolve("zoetrope").toString());
    command.addAll(List.of(arguments));
    return run(command);
  }

  private Outcome run(List<String> command) throws Exception {
    Path out = Files.createTempFile("zoetrope-launcher", ".out");
    Path err = Files.createTempFile("zoetrope-launcher", ".err");
    try {
      ProcessBuilder builder = new ProcessBuilder(command);
      builder.environment().put("JAVA_HOME", folder.resolve("jdk").toString());
      builder
          .environment()
          .merge("PATH", "", (path, _) -> folder.resolve("tools") + File.pathSeparator + path);
      Process process = builder.redirectOutput(out.toFile()).redirectError(err.toFile()).start();
      assertThat(process.waitFor(30, TimeUnit.SECONDS)).isTrue();
      return new Outcome(process.exitValue(), Files.readString(out), Files.readString(err));
    } finally {
      Files.delete(out);
      Files.delete(err);
    }
  }

  /** Another user's tree: the one who starts may read and run, and not write. */
  private void readOnly() throws IOException {
    modes(target, "r-xr-xr-x");
  }

  private static void modes(Path path, String modes) throws IOException {
    Files.setPosixFilePermissions(path, PosixFilePermissions.fromString(modes));
  }

  private void program(String name, String text) throws IOException {
    Path file = folder.resolve(name);
    Files.createDirectories(file.getParent());
    Files.writeString(file, text);
    modes(file, "rwxr-xr-x");
  }
}
