package io.zoetrope.app.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import picocli.CommandLine;

/**
 * Commands in what people read can be copied into a shell: {@code ?} and {@code &} of an address
 * are in quotation marks, or a shell would look for files, or put the command in the background.
 */
final class ShellQuotingTest {
  private static final Path ROOT = Path.of(System.getProperty("zoetrope.root", ".."));
  private static final Pattern BLOCK = Pattern.compile("(?ms)^```(\\w*)\\R(.*?)^```");
  private static final Pattern INLINE = Pattern.compile("`([^`\\n]+)`");

  private static final Pattern COMMAND =
      Pattern.compile(
          "(?:\\S*zoetrope|curl|wget|ffmpeg|ffplay|vlc|mpv|sudo|\\./bench|\\./check|xdg-open|siege)\\s.*");

  private static final Pattern QUOTED = Pattern.compile("'[^']*'|\"[^\"]*\"");
  private static final Pattern COMMENT = Pattern.compile("(?:^|\\s)#.*");
  private static final Pattern OPERATORS = Pattern.compile("&&|\\d?>&\\d|\\s&$|\\s&\\s");

  /** An address with options, as the help shows them. */
  private static final Pattern ADDRESS =
      Pattern.compile("(?<!\\S)[a-z0-9]+:[^\\s']*\\?[^\\s']*=\\S*");

  @TestFactory
  Stream<DynamicTest> commandsInDocumentsAreQuoted() throws IOException {
    return documents().stream()
        .map(file ->
            DynamicTest.dynamicTest(
                ROOT.relativize(file).toString(),
                () -> {
                  assertThat(commands(Files.readString(file))).noneMatch(ShellQuotingTest::isOpen);
                }));
  }

  @Test
  void theDocumentsHaveCommands() throws IOException {
    List<String> all = new ArrayList<>();
    for (Path file : documents()) {
      all.addAll(commands(Files.readString(file)));
    }
    assertThat(all)
        .hasSizeGreaterThan(40)
        .anyMatch(command -> command.contains("zoetrope") && command.contains("?"));
  }

  @TestFactory
  Stream<DynamicTest> addressesInHelpTextsAreQuoted() {
    CommandLine program = CommandLineRunner.commandLine();
    return Stream.concat(Stream.of(program), program.getSubcommands().values().stream())
        .map(command ->
            DynamicTest.dynamicTest(
                command.getCommandName(),
                () -> {
                  StringWriter help = new StringWriter();
                  command.usage(new PrintWriter(help));
                  assertThat(ADDRESS.matcher(help.toString()).results().map(found -> found.group()))
                      .isEmpty();
                  assertThat(
                          help.toString()
                              .lines()
                              .map(String::strip)
                              .filter(ShellQuotingTest::isCommand))
                      .noneMatch(ShellQuotingTest::isOpen);
                }));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "./zoetrope probe test:?size=1280x720",
        "curl http://127.0.0.1/x?a=1&b=2",
        "zoetrope serve --camera 'a=test:' --camera b=test:?fps=3"
      })
  void unquotedAddressesAreFound(String command) {
    assertThat(isCommand(command) && isOpen(command)).isTrue();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "./zoetrope probe 'test:?size=1280x720&fps=3'   # works?",
        "curl -s \"http://127.0.0.1/x?a=1&b=2\" && curl x 2>&1",
        "./zoetrope serve --redis x &"
      })
  void quotedAddressesAreFine(String command) {
    assertThat(isCommand(command)).isTrue();
    assertThat(isOpen(command)).isFalse();
  }

  private static boolean isCommand(String line) {
    return COMMAND.matcher(line).matches();
  }

  private static boolean isOpen(String command) {
    String rest = QUOTED.matcher(command).replaceAll("");
    rest = COMMENT.matcher(rest).replaceAll("");
    rest = OPERATORS.matcher(rest).replaceAll(" ");
    return rest.contains("?") || rest.contains("&");
  }

  private static List<String> commands(String markdown) {
    List<String> commands = new ArrayList<>();
    BLOCK
        .matcher(markdown)
        .results()
        .forEach(block ->
            block
                .group(2)
                .replace("\\\n", " ")
                .lines()
                .map(String::strip)
                .filter(line -> block.group(1).equals("sh") || isCommand(line))
                .forEach(commands::add));
    INLINE
        .matcher(BLOCK.matcher(markdown).replaceAll(""))
        .results()
        .map(inline -> inline.group(1))
        .filter(ShellQuotingTest::isCommand)
        .forEach(commands::add);
    return commands;
  }

  private static List<Path> documents() throws IOException {
    List<Path> found = new ArrayList<>();
    try (Stream<Path> top = Files.list(ROOT);
        Stream<Path> docs = Files.walk(ROOT.resolve("docs"));
        Stream<Path> examples = Files.walk(ROOT.resolve("examples"))) {
      Stream.of(top, docs, examples)
          .flatMap(files -> files)
          .filter(file -> file.toString().endsWith(".md") && !file.toString().contains("/target/"))
          .forEach(found::add);
    }
    return found;
  }
}
