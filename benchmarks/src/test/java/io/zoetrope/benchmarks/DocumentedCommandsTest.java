package io.zoetrope.benchmarks;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import picocli.CommandLine;

/** What the documents say of {@code ./bench} is what it takes. To run it all is no test's to do. */
class DocumentedCommandsTest {
  private static final Path ROOT = Path.of("..");
  private static final Pattern COMMAND = Pattern.compile("\\./bench ([a-z]+)([^`#\\n]*)");

  static Stream<String> documented() throws IOException {
    String text =
        Files.readString(ROOT.resolve("README.md"))
            + Files.readString(ROOT.resolve("docs/benchmarks.md"));
    return COMMAND.matcher(text).results().map(match -> match.group().trim()).distinct();
  }

  private static Map<String, CommandLine> commands() {
    return Bench.commandLine(ROOT, System.out, System.err).getSubcommands();
  }

  @ParameterizedTest
  @MethodSource("documented")
  void everyDocumentedCommandAndOptionIsThere(String line) {
    List<String> words = Arrays.asList(line.split("\\s+", -1));
    assertThat(commands()).containsKey(words.get(1));
    CommandLine command = requireNonNull(commands().get(words.get(1)));

    assertThat(words.stream().filter(word -> word.startsWith("--")))
        .allSatisfy(option ->
            assertThat(command.getCommandSpec().findOption(option)).as(option).isNotNull());
  }

  @Test
  void everyCommandIsDocumented() throws IOException {
    List<String> lines = documented().toList();

    assertThat(commands().keySet())
        .allSatisfy(name -> assertThat(lines).anyMatch(line -> line.startsWith("./bench " + name)));
  }
}
