package io.zoetrope.app.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;

/**
 * The README's commands, run as they stand there, but for addresses and ports that may be taken or
 * that others could reach.
 */
final class ReadmeIT {
  private static final Path ROOT = Path.of(System.getProperty("zoetrope.root", ".."));

  @TempDir private Path folder;

  @TestFactory
  Stream<DynamicTest> everyCommandWorks() throws IOException {
    return commands().stream().map(command -> DynamicTest.dynamicTest(command, () -> run(command)));
  }

  private static List<String> commands() throws IOException {
    List<String> commands =
        Pattern.compile("(?s)```sh\n(.*?)```")
            .matcher(Files.readString(ROOT.resolve("README.md")))
            .results()
            .flatMap(block -> block.group(1).lines())
            .map(line -> line.replaceAll("\\s+#.*", "").strip())
            // This test is part of ./check; what ./bench does is no test's to decide.
            .filter(line -> !line.startsWith("./check") && !line.startsWith("./bench"))
            .toList();
    assertThat(commands)
        .hasSizeGreaterThanOrEqualTo(5)
        .allSatisfy(line -> assertThat(line).startsWith("./zoetrope"));
    return commands;
  }

  private void run(String command) throws Exception {
    boolean serves = command.equals("./zoetrope") || command.contains(" serve ");
    String adapted =
        command.replace("--host 0.0.0.0", "--host 127.0.0.1").replaceAll("--port \\d+", "");
    Path output = folder.resolve("output");
    Process process =
        new ProcessBuilder(
                "sh",
                "-c",
                "exec " + adapted.replace("./zoetrope", "\"$0\"") + (serves ? " --port 0" : ""),
                ROOT.resolve("zoetrope").toRealPath().toString())
            .directory(folder.toFile())
            .redirectErrorStream(true)
            .redirectOutput(output.toFile())
            .start();
    try {
      if (serves) {
        await()
            .untilAsserted(() ->
                assertThat(Files.readString(output))
                    .contains("Zoetrope is ready: http://127.0.0.1:"));
      } else {
        assertThat(process.waitFor(1, TimeUnit.MINUTES)).isTrue();
        assertThat(process.exitValue()).as(() -> read(output)).isZero();
      }
    } finally {
      process.destroy();
      assertThat(process.waitFor(1, TimeUnit.MINUTES)).isTrue();
    }
  }

  private static String read(Path file) {
    try {
      return Files.readString(file);
    } catch (IOException e) {
      return e.toString();
    }
  }
}
