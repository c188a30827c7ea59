package io.zoetrope.app.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The messages about a file with mistakes. */
final class ConfigErrorsTest {
  @TempDir private Path folder;

  @Test
  void allErrorsOfAFileAreReportedAtOnceInOrder() throws IOException {
    List<String> problems =
        problems(
            """
            sever: {host: x}
            server: {port: eighty, renditions: -1}
            cameras:
              phone: push:
              a b: 'test:'
              door: clip.mp4
              bench: {source: 'test:', linger: soon, overlay: '{tmie}'}
              door: 'test:'
              gate: 'rtsp://me:${NOT_SET}@192.0.2.7/'
            redis: nowhere
            results: {size: 10, keep: ever}
            catalog: {kept: 1d}
            database: mysql
            schedules:
              d: {cron: never, task: clip, options: {priority: top, attempts: 0}}
              e: {task: clip}
            webhooks:
              h: {url: 'ftp://h/', secret: 'whsec_?', events: [all]}
            """);
    assertThat(problems)
        .extracting(problem -> Integer.parseInt(problem.split(":", 3)[1]))
        .isSorted()
        .containsExactly(
            1, 2, 2, 4, 5, 6, 7, 7, 8, 9, 10, 11, 11, 12, 13, 15, 15, 15, 16, 18, 18, 18);
    assertThat(problems).allSatisfy(problem -> assertThat(problem).startsWith("zoetrope.yaml:"));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '"',
      textBlock =
          """
          cameras: {d: {source: 'test:', name: ''}}     | 1 | a camera's name is empty: give it one, or leave the name out
          cameras:\\n  d:\\n    name:\\n    source: 'test:'   | 3 | a camera's name is empty
          cameras:\\n  d:\\n    source: 'test:'\\n    name: "a\\x1Bb" | 4 | a camera's name is one line of text, without control characters
          cameras: {d: {source: 'test:', name: xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx}} | 1 | a camera's name has at most 64 characters, this one has 65
          cameras: {d: {source: 'test:', name: [a]}}    | 1 | 'name' must be a single value
          cameras:\\n  phone: push:              | 2 | put the address in quotes: phone: 'push:'
          cameras:\\n  demo: slideshow:  # mine  | 2 | put the address in quotes: demo: 'slideshow:'
          cameras: {phone: push:}                | 1 | put the address in quotes: phone: 'push:'
          cameras: {phone: push:, d: 'test:'}    | 1 | put the address in quotes: phone: 'push:'
          cameras: {d: 'test:', demo: slideshow: } | 1 | put the address in quotes: demo: 'slideshow:'
          cameras:\\n  d: {source: push:}        | 2 | put the address in quotes: source: 'push:'
          cameras:\\n  d:\\n    source: exec:sh -c 'echo a: s3cret' | 3 | put the address in quotes: source: 'exec:…'
          cameras:\\n  d: http://192.0.2.7/a: s3cret | 2 | put the address in quotes: d: 'http:…'
          cameras:\\n  d:\\n    source: 'test:'\\n    overlay: Time: {time} | 4 | a value with a colon goes in quotes: overlay: '…'
          cameras: {d: rtsp://me:${PASSWORD}@192.0.2.7/} | 1 | put the address in quotes, since it holds braces: d: '…'
          cameras:\\n  d:\\n    source: 'test:'\\n    overlay: {name} {time} | 4 | a text that begins with { goes in quotes: overlay: '…'
          """)
  void aValueThatNeedsQuotesIsReportedWithItsLine(String yaml, int line, String problem)
      throws IOException {
    assertThat(problems(yaml.replace("\\n", "\n")))
        .singleElement()
        .asString()
        .startsWith("zoetrope.yaml:" + line + ": ")
        .contains(problem)
        .doesNotContain("s3cret");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "server: {port: '${PASSWORD}'}",
        "server: {url: '${PASSWORD}'}",
        "server: {names: ['${PASSWORD}?']}",
        "server: {embed: ['${PASSWORD}']}",
        "cameras: {b: '${PASSWORD}'}",
        "cameras: {b: 'x${PASSWORD}y'}",
        "cameras: {b: {source: '${PASSWORD}'}}",
        "cameras: {b: {source: 'test:', linger: '${PASSWORD}'}}",
        "cameras: {b: {source: 'test:', overlay: '{${PASSWORD}}'}}",
        "redis: '${PASSWORD}'",
        "tasks: {slots: '${PASSWORD}'}",
        "results: {keep: '${PASSWORD}', size: 1GB}",
        "results: {size: '${PASSWORD}'}",
        "catalog: {keep: '${PASSWORD}'}",
        "database: '${PASSWORD}'",
        "log: {level: '${PASSWORD}'}",
        "schedules: {s: {cron: '${PASSWORD}', task: snapshot}}",
        "schedules: {s: {cron: '@daily', task: '${PASSWORD}!'}}",
        "schedules: {s: {cron: '@daily', task: snapshot, options: {priority: '${PASSWORD}'}}}",
        "webhooks: {w: {url: '${PASSWORD}'}}",
        "webhooks: {w: {url: 'http://h/', secret: 'whsec_${PASSWORD}?'}}",
        "webhooks: {w: {url: 'http://h/', events: ['${PASSWORD}']}}",
        "data: \"\\0${PASSWORD}\"",
      })
  void theValueOfAVariableIsNeverShown(String yaml) throws IOException {
    assertThat(problems(yaml)).singleElement().asString().doesNotContain("s3cret");
  }

  @Test
  void theVariableIsNamedInsteadOfItsValue() throws IOException {
    assertThat(problems("cameras: {b: {source: 'test:', linger: '${PASSWORD}'}}"))
        .singleElement()
        .asString()
        .startsWith("zoetrope.yaml:1: linger should be a duration such as")
        .endsWith(", not '${PASSWORD}'");
  }

  @Test
  void thereAreFourLogLevels() throws IOException {
    assertThat(problems("log: {level: loud}"))
        .containsExactly("zoetrope.yaml:1: level should be error, warn, info or debug, not 'loud'");
    assertThat(problems("log: {levels: info}")).singleElement().asString().contains("'levels'");
    assertThat(problems("log: {level: debug}")).isEmpty();
  }

  @Test
  void anUnquotedAddressHidesNoOtherError() throws IOException {
    assertThat(problems("cameras:\n  phone: push:\n  demo: slideshow:\n  door: nothing\n"))
        .extracting(problem -> problem.substring(0, "zoetrope.yaml:4".length()))
        .containsExactly("zoetrope.yaml:2", "zoetrope.yaml:3", "zoetrope.yaml:4");
  }

  @Test
  void nothingIsGuessedAfterUnreadableText() throws IOException {
    assertThat(problems("cameras:\n  phone: push:\n  a: [\nserver: {port: x}\n"))
        .hasSize(2)
        .last()
        .asString()
        .contains("not valid YAML");
  }

  private List<String> problems(String yaml) throws IOException {
    Path file = Files.writeString(folder.resolve("zoetrope.yaml"), yaml);
    return ConfigFile.read(Optional.of(file), Map.of("PASSWORD", "s3cret"), Map.of())
        .problems()
        .stream()
        .map(problem -> problem.toString().replace(folder + "/", ""))
        .toList();
  }
}
