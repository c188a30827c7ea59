package io.zoetrope.app.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.zoetrope.app.cli.Cli.Outcome;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * The script {@code zoetrope}, in a tree whose Java and Maven are scripts that say how they were
 * called.
 */
final class LauncherIT {
  /** Continues when the test has seen what it did. */
  private static final String MAVEN =
      """
      #!/bin/sh
      seen() { until [ -e 'FOLDER/seen'"$1" ]; do sleep 0.05; done; }
      echo '[INFO] Building Zoetrope 0.1 [1/3]'
      seen 0
      echo '[INFO] Building Zoetrope core 0.1 [2/3]'
      seq -f '[INFO] Downloaded from central: https://repo.example/%g.jar (9 kB at 1 MB/s)' 100
      seen 1
      echo '[INFO] Downloading from central: https://repo.example/big.jar'
      seen 2
      echo '[INFO] Building Zoetrope app 0.1 [3/3]'
      """;

  @TempDir private Path folder;
  private LauncherTree tree;

  @BeforeEach
  void makeTree() throws IOException {
    tree = LauncherTree.make(folder);
  }

  @Test
  void theFirstStartIsRecordedAndReusedFromThenOn() throws Exception {
    Outcome first = tree.launch("serve");
    assertThat(first.err()).isEqualTo("Recording a first start, to make the next ones quick.\n");
    Outcome second = tree.launch("serve");
    assertThat(second.err()).isEmpty();
    assertThat(second.out()).contains("-XX:AOTCache=").endsWith("zoetrope.jar serve\n");
  }

  @Test
  void aReadOnlyTreeStartsWithoutARecordingAndSaysSoOnce() throws Exception {
    tree.makeReadOnly();
    Outcome started = tree.launch("serve");
    assertThat(started.exitCode()).isZero();
    assertThat(started.out()).doesNotContain("AOTCache").endsWith("zoetrope.jar serve\n");
    assertThat(started.err())
        .startsWith("No recorded start fits this Java and processor")
        .hasLineCount(1);
  }

  @Test
  void aReadOnlyTreeUsesARecordingThatFits() throws Exception {
    assertThat(tree.launch("serve").exitCode()).isZero();
    tree.makeReadOnly();
    Outcome started = tree.launch("serve");
    assertThat(started.err()).isEmpty();
    assertThat(started.out()).contains("-XX:AOTCache=");
  }

  @Test
  void aFailedBuildIsNoticedWhateverAnEarlierOneLeftBehind() throws Exception {
    Files.writeString(tree.target().resolve("build.status"), "0\n");
    tree.change("app/src/main/New.java");
    Outcome failed = tree.launch("serve");
    assertThat(failed.exitCode()).isEqualTo(1);
    assertThat(failed.out()).isEmpty();
    assertThat(failed.err()).contains("[ERROR] no symbol", "zoetrope: the build failed; ");
    tree.makeReadOnly();
    failed = tree.launch("serve");
    assertThat(failed.exitCode()).isEqualTo(1);
    assertThat(failed.out()).isEmpty();
    assertThat(failed.err())
        .startsWith("zoetrope: the sources are newer than the build, and this user may not write")
        .hasLineCount(1);
  }

  @Test
  void aSuccessfulBuildIsStarted() throws Exception {
    tree.program("tools/mvn", "#!/bin/sh\necho '[INFO] Building Zoetrope app 0.1 [7/9]'\n");
    tree.change("app/src/main/New.java");
    Outcome started = tree.launch("serve");
    assertThat(started.exitCode()).isZero();
    assertThat(started.err()).contains("Building Zoetrope. ", "  7/9  Zoetrope app\n");
    assertThat(started.out()).endsWith("zoetrope.jar serve\n");
  }

  @Test
  void aBuildThatChangesNoJarDoesNotRecordAgain() throws Exception {
    tree.launch("serve");
    tree.program(
        "tools/mvn", "#!/bin/sh\nrm '%1$s'\n: >'%1$s'\n".formatted(tree.target().resolve("built")));
    tree.change("app/src/main/New.java");
    Outcome started = tree.launch("serve");
    assertThat(started.err()).contains("Building").doesNotContain("Recording");
    assertThat(started.out()).contains("-XX:AOTCache=");
    newer(tree.target().resolve("lib"));
    assertThat(tree.launch("serve").err()).startsWith("Recording");
    assertThat(tree.launch("serve").err()).isEmpty();
    newer(tree.target().resolve("zoetrope.jar"));
    assertThat(tree.launch("serve").err()).startsWith("Recording");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "examples/embed/src/main/New.java",
        "examples/embed/pom.xml",
        "benchmarks/src/main/New.java",
        "benchmarks/pom.xml",
        "fuzz/src/main/New.java"
      })
  void unrelatedFilesDoNotTriggerABuild(String source) throws Exception {
    tree.launch("serve");
    tree.change(source);
    assertThat(tree.launch("serve").err()).isEmpty();
  }

  @Test
  void aBuildPrintsALinePerModule() throws Exception {
    assertThat(build(tree.launcher(), "  1/3  Zoetrope\n", "100 files downloaded\n", "").lines())
        .containsSubsequence(
            "  1/3  Zoetrope",
            "  2/3  Zoetrope core",
            "         100 files downloaded",
            "  3/3  Zoetrope app")
        .noneMatch(line -> line.contains("\r"));
  }

  @Test
  void inATerminalABuildUpdatesASingleLine() throws Exception {
    // The script command of util-linux gives it a terminal.
    List<String> atTerminal =
        List.of("script", "-qec", String.join(" ", tree.launcher()), "/dev/null");
    String said =
        build(
            atTerminal,
            "\r\033[K  1/3  Zoetrope",
            "\r\033[K  2/3  Zoetrope core, 100 files downloaded",
            "\r\033[K  2/3  Zoetrope core, 100 files downloaded, now big.jar");
    assertThat(said).contains("\r\033[KRecording a first start");
    assertThat(said.split("\n", -1)[1]).as("one line").contains("1/3", "Recording");
  }

  /** Builds, step by step, as each of these texts shows. */
  private String build(List<String> launcher, String... steps) throws Exception {
    tree.program("tools/mvn", MAVEN.replace("FOLDER", folder.toString()));
    tree.change("app/src/main/New.java");
    Path output = folder.resolve("output");
    Process building = tree.start(launcher, output, output);
    for (int step = 0; step < steps.length; step++) {
      String shown = steps[step];
      await().untilAsserted(() -> assertThat(Files.readString(output)).contains(shown));
      Files.createFile(folder.resolve("seen" + step));
    }
    assertThat(building.waitFor(1, TimeUnit.MINUTES)).isTrue();
    return Files.readString(output);
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
    tree.program("tools/uname", "#!/bin/sh\necho riscv64\n");
    assertThat(name(old)).startsWith("start-riscv64-");
  }

  private static void newer(Path file) throws IOException {
    Files.setLastModifiedTime(file, FileTime.from(Instant.now()));
  }

  private String name(Path cpuinfo) throws Exception {
    Outcome named =
        tree.run(
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
}
