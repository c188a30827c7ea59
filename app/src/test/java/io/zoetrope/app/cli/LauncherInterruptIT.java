package io.zoetrope.app.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.zoetrope.app.cli.Cli.Outcome;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A first start that is interrupted leaves nothing behind, and the next one works. */
final class LauncherInterruptIT {
  /** Waits for a minute in its own process, if this word is on its command line. */
  private static final String WAITS =
      """
      #!/bin/sh
      case "$*" in
        *WORD*)
          for word; do
            case $word in -XX:AOTC*=*) echo half >"${word#*=}" ;; esac
          done
          sleep 60 &
          echo "$$ $!" >'PIDS.part'
          mv 'PIDS.part' 'PIDS'
          wait ;;
      esac
      """;

  @TempDir private Path folder;
  @TempDir private Path outputs;
  private LauncherTree tree;
  private Path pids;

  @BeforeEach
  void makeTree() throws IOException {
    tree = LauncherTree.make(folder);
    pids = folder.resolve("pids");
  }

  @AfterEach
  void endWhatIsLeft() throws IOException {
    if (Files.exists(pids)) {
      processes().forEach(ProcessHandle::destroyForcibly);
    }
  }

  @ParameterizedTest
  @CsvSource({
    "AOTMode=record, INT, 130",
    "AOTMode=record, TERM, 143",
    "AOTMode=record, HUP, 129",
    "AOTMode=create, INT, 130",
    "AOTMode=create, TERM, 143"
  })
  void anInterruptedRecordingLeavesNothing(String mode, String signal, int exitCode)
      throws Exception {
    tree.program("jdk/bin/java", waiting(mode) + LauncherTree.JAVA);
    Process launcher = startAndAwaitChild();
    send(signal, launcher);
    assertThat(launcher.waitFor(1, TimeUnit.MINUTES)).isTrue();
    assertThat(launcher.exitValue()).isEqualTo(exitCode);
    nothingIsLeft();
    theNextStartRecords();
  }

  @Test
  void theNextStartRemovesWhatAKilledOneLeftBehind() throws Exception {
    tree.program("jdk/bin/java", waiting("AOTMode=create") + LauncherTree.JAVA);
    Process launcher = startAndAwaitChild();
    launcher.destroyForcibly();
    assertThat(launcher.waitFor(1, TimeUnit.MINUTES)).isTrue();
    processes().forEach(ProcessHandle::destroyForcibly);
    assertThat(leftovers()).isNotEmpty();
    theNextStartRecords();
  }

  @Test
  void aSecondStartWaitsForTheFirst() throws Exception {
    tree.program("jdk/bin/java", waiting("AOTMode=record") + LauncherTree.JAVA);
    Process first = startAndAwaitChild();
    tree.program("jdk/bin/java", LauncherTree.JAVA);
    Process second = start("second");
    await().until(() -> text("second").contains("Another start is building Zoetrope; waiting"));
    send("TERM", first);
    assertThat(second.waitFor(1, TimeUnit.MINUTES)).isTrue();
    assertThat(text("second")).contains("Recording a first start").endsWith("serve\n");
    nothingUnfinishedIsLeft();
  }

  @Test
  void aKilledRecordingIsRepeatedByTheNextStart() throws Exception {
    tree.program("jdk/bin/java", waiting("AOTMode=record") + LauncherTree.JAVA);
    Process launcher = startAndAwaitChild();
    processes().forEach(ProcessHandle::destroyForcibly);
    assertThat(launcher.waitFor(1, TimeUnit.MINUTES)).isTrue();
    assertThat(text("first")).endsWith("serve\n").doesNotContain("AOTCache");
    nothingIsLeft();
    theNextStartRecords();
  }

  @Test
  void anInterruptedBuildLeavesNoProcessAndNoPartialResult() throws Exception {
    tree.program("tools/mvn", waiting("package"));
    tree.change("app/src/main/New.java");
    for (String half : List.of("classes/New.class", "lib/core.jar")) {
      Path file = tree.target().resolve(half);
      Files.createDirectories(file.getParent());
      Files.writeString(file, "half");
    }
    open(tree.target());
    Process launcher = startAndAwaitChild();
    send("TERM", launcher);
    assertThat(launcher.waitFor(1, TimeUnit.MINUTES)).isTrue();
    assertThat(launcher.exitValue()).isEqualTo(143);
    nothingIsLeft();
    assertThat(tree.target().resolve("classes")).doesNotExist();
    assertThat(tree.target().resolve("lib")).doesNotExist();
    tree.program("tools/mvn", "#!/bin/sh\necho '[INFO] Building Zoetrope app 0.1 [7/9]'\n");
    assertThat(tree.launch("serve").err()).contains("  7/9  Zoetrope app\n");
  }

  private Process startAndAwaitChild() throws Exception {
    // Whoever starts it writes it.
    open(folder);
    Process launcher = start("first");
    await().until(() -> Files.exists(pids));
    return launcher;
  }

  private Process start(String name) throws IOException {
    List<String> command = tree.launcher();
    command.add("serve");
    Path output = outputs.resolve(name);
    return tree.start(command, output, output);
  }

  private String text(String name) throws IOException {
    return Files.readString(outputs.resolve(name));
  }

  private static void send(String signal, Process process) throws Exception {
    assertThat(
            new ProcessBuilder("kill", "-" + signal, String.valueOf(process.pid()))
                .start()
                .waitFor())
        .isZero();
  }

  private void nothingIsLeft() throws Exception {
    for (ProcessHandle process : processes().toList()) {
      await().until(() -> !process.isAlive());
    }
    Files.delete(pids);
    nothingUnfinishedIsLeft();
    try (Stream<Path> files = Files.list(tree.target())) {
      assertThat(files).noneMatch(file -> file.toString().endsWith(".aot"));
    }
  }

  private void nothingUnfinishedIsLeft() throws IOException {
    assertThat(leftovers()).isEmpty();
  }

  private List<Path> leftovers() throws IOException {
    try (Stream<Path> files = Files.list(tree.target())) {
      return files
          .filter(
              file -> file.getFileName().toString().matches("starting.*|writable.*|.*\\.aot\\..*"))
          .toList();
    }
  }

  private void theNextStartRecords() throws Exception {
    tree.program("jdk/bin/java", LauncherTree.JAVA);
    Outcome next = tree.launch("serve");
    assertThat(next.err()).endsWith("Recording a first start, to make the next ones quick.\n");
    assertThat(next.out()).contains("-XX:AOTCache=").endsWith("serve\n");
    nothingUnfinishedIsLeft();
    assertThat(tree.launch("serve").err()).isEmpty();
  }

  private Stream<ProcessHandle> processes() throws IOException {
    return Arrays.stream(Files.readString(pids).strip().split(" "))
        .map(Long::valueOf)
        .flatMap(pid -> ProcessHandle.of(pid).stream());
  }

  private String waiting(String word) {
    return WAITS.replace("WORD", word).replace("PIDS", pids.toString());
  }

  private static void open(Path path) throws IOException {
    try (Stream<Path> all = Files.walk(path)) {
      for (Path each : all.filter(Files::isDirectory).toList()) {
        Files.setPosixFilePermissions(each, PosixFilePermissions.fromString("rwxrwxrwx"));
      }
    }
  }
}
