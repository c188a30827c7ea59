package io.zoetrope.benchmarks;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

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

  @ParameterizedTest
  @MethodSource("documented")
  void everyDocumentedCommandAndOptionIsThere(String line) {
    List<String> words = Arrays.asList(line.split("\\s+", -1));
    Optional<Command> command =
        Bench.COMMANDS.stream().filter(known -> known.name().equals(words.get(1))).findFirst();
    assertThat(command).isPresent();
    assertThat(words.stream().filter(word -> word.startsWith("--")))
        .allSatisfy(option -> assertThat(command.get().options()).contains(option + " "));
  }

  @Test
  void everyCommandIsDocumented() throws IOException {
    List<String> lines = documented().toList();
    assertThat(Bench.COMMANDS)
        .allSatisfy(command ->
            assertThat(lines).anyMatch(line -> line.startsWith("./bench " + command.name())));
  }
}
