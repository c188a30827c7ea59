package io.zoetrope.app.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import picocli.CommandLine;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.Model.PositionalParamSpec;

/** The messages about an invalid command line. */
final class UsageErrorTest {

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "serve --port abc            | --port should be a number from 0 to 65535, not 'abc'",
        "serve --port 1.5            | --port should be a number from 0 to 65535, not '1.5'",
        "serve --port 65536          | --port should be a number from 0 to 65535, not '65536'",
        "serve --port 99999999999999 | --port should be a number from 0 to 65535, not '99999999999999'",
        "serve --port                | --port needs a value: --port N",
        "serve --port --host x       | --port needs a value: --port N",
        "serve --host a --host b     | --host is given more than once",
        "serve --prot 1              | There is no option '--prot'; did you mean --port?",
        "serve clip.mp4              | serve does not take 'clip.mp4'; a camera is added with --camera NAME=URI",
        "worker --redis x --slots 0  | --slots should be a number from 1 to 1000, not '0'",
        "worker --redis x --slots x  | --slots should be a number from 1 to 1000, not 'x'",
        "worker                      | worker needs --redis URI",
        "probe                       | probe needs URI",
        "probe test: x               | probe does not take 'x'",
        "snapshot                    | snapshot needs --output FILE and URI",
        "devices --json=x            | --json takes no value",
        "srve                        | There is no command 'srve'; did you mean serve?",
        "dev                         | There is no command 'dev'; did you mean devices?",
        "warm-upp                    | There is no command 'warm-upp'",
        "help prob                   | There is no command 'prob'; did you mean probe?",
        "rtsp://me:s3cret@host/x     | There is no command 'rtsp://***@host/x'",
        "probe test: x://me:s3cret@h | probe does not take 'x://***@h'",
      })
  void eachErrorIsOnePlainSentence(String arguments, String sentence) {
    Said said = run(arguments.split(" "));
    assertThat(said.exitCode()).isEqualTo(2);
    assertThat(said.lines()).hasSize(2).first().isEqualTo("zoetrope: " + sentence);
    assertThat(said.lines().getLast()).startsWith("Try: zoetrope ");
  }

  /** Whatever is given to any option, the message reveals no internals. */
  @TestFactory
  Stream<DynamicTest> noTypeOfJavaIsEverNamed() {
    return CommandLineRunner.commandLine().getSubcommands().values().stream()
        .flatMap(command -> attempts(command).stream())
        .map(arguments ->
            DynamicTest.dynamicTest(String.join(" ", arguments), () -> assertPlain(arguments)));
  }

  private static void assertPlain(List<String> arguments) {
    Said said = run(arguments.toArray(String[]::new));
    assertThat(said.lines())
        .allSatisfy(line ->
            assertThat(line)
                .doesNotContainPattern(
                    "(?i)\\b(int|integer|boolean|java\\.|exception|null|parameter|argument|picocli|unmatched|index)\\b|<"));
    assertThat(said.lines().size()).isLessThanOrEqualTo(2);
  }

  private static List<List<String>> attempts(CommandLine command) {
    String name = command.getCommandName();
    List<List<String>> all = new ArrayList<>();
    all.add(List.of(name, "--nothing"));
    all.add(List.of(name, "-x"));
    all.add(List.of(name, "one", "two", "three"));
    for (OptionSpec option : command.getCommandSpec().options()) {
      String word = option.longestName();
      for (String value : List.of("abc", "", "-1", "1.5", "99999999999999", "a\0b", "x y")) {
        all.add(List.of(name, word + "=" + value));
      }
      all.add(List.of(name, word));
      all.add(List.of(name, word, "1", word, "2"));
    }
    for (PositionalParamSpec ignored : command.getCommandSpec().positionalParameters()) {
      all.add(List.of(name, ""));
    }
    return all;
  }

  private record Said(int exitCode, List<String> lines) {}

  /** Parses the command line without running anything. */
  private static Said run(String... arguments) {
    StringWriter err = new StringWriter();
    CommandLine command = CommandLineRunner.commandLine().setErr(new PrintWriter(err));
    command.setOut(new PrintWriter(new StringWriter()));
    if (!arguments[0].equals("help")) {
      command.setExecutionStrategy(parsed -> {
        UsageError.refuseEmpty(parsed);
        return 0;
      });
    }
    int exitCode = command.execute(arguments);
    return new Said(exitCode, err.toString().lines().toList());
  }
}
