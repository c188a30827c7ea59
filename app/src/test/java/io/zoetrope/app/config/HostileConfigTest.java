package io.zoetrope.app.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Files that no person would write: each is refused in one short line, and nothing else happens.
 */
final class HostileConfigTest {
  @TempDir private Path folder;

  @Test
  void anAliasThatContainsItselfIsRefused() throws IOException {
    assertThat(refusal("schedules: {d: {cron: '@daily', task: clip, payload: &a [*a]}}"))
        .contains("zoetrope.yaml:1: ", "an alias (*) leads back");
    assertThat(read("cameras: &a\n  door: *a\n").problems())
        .extracting(ConfigProblem::text)
        .anyMatch(text -> text.startsWith("there is no setting 'door'"));
  }

  @Test
  void aliasesThatMultiplyAreRefused() throws IOException {
    StringBuilder yaml =
        new StringBuilder("schedules:\n  d:\n    cron: '@daily'\n    task: clip\n");
    yaml.append("    payload:\n      a0: &a0 [x, x, x, x, x, x, x, x, x, x]\n");
    for (int i = 1; i < 5; i++) {
      String before = "*a" + (i - 1) + ", ";
      yaml.append("      a%d: &a%d [%s]\n".formatted(i, i, before.repeat(10)));
    }
    assertThat(refusal(yaml.toString())).contains("zoetrope.yaml:5: ", "too large");
  }

  @Test
  void deepNestingIsRefused() throws IOException {
    assertThat(refusal("cameras:\n  door: " + "[".repeat(20_000)))
        .contains("zoetrope.yaml:2: lists and keys are nested more than 50 deep");
    assertThat(refusal("cameras: " + "{a: ".repeat(20_000))).contains("nested more than 50 deep");
  }

  @Test
  void aNulCharacterIsRefused() throws IOException {
    assertThat(refusal("server:\n  host: a\0b\n")).contains("zoetrope.yaml:2: ", "U+0000");
    assertThat(refusal("data: \"a\\0b\"\n")).contains("zoetrope.yaml:1: ", "should be a path");
    assertThat(refusal("ffmpeg: \"a\\0b\"\n")).contains("zoetrope.yaml:1: ", "should be a path");
  }

  @Test
  void aHugeFileIsRefused() throws IOException {
    assertThat(refusal("server: {host: " + "x".repeat(20_000_000) + "}"))
        .contains("zoetrope.yaml", "larger than 1 MB");
  }

  @Test
  void aLongValueIsShortenedInTheMessage() throws IOException {
    assertThat(refusal("server: {port: " + "x".repeat(200_000) + "}"))
        .contains("zoetrope.yaml:1: port should be a number from 0 to 65535, not 'xxx");
    assertThat(refusal("server:\n  port: 'a\n\n    b\n\n    c'\n"))
        .contains(":2: port should be", "not 'a b c'");
  }

  @Test
  void aFileThatIsNotUtf8OrIsAFolderIsRefused() throws IOException {
    Path latin = folder.resolve("latin.yaml");
    Files.write(latin, "cameras: {t\u00fcr: 'test:'}".getBytes(StandardCharsets.ISO_8859_1));
    assertThatExceptionOfType(BadConfigException.class)
        .isThrownBy(() -> ConfigFile.read(Optional.of(latin), Map.of(), Map.of()))
        .withMessageContaining("is not text in UTF-8");
    assertThatExceptionOfType(BadConfigException.class)
        .isThrownBy(() -> ConfigFile.read(Optional.of(folder), Map.of(), Map.of()))
        .withMessageContaining("it is a folder");
  }

  @Test
  void theReaderReportsWhateverIsInTheFile() throws IOException {
    String valid =
        """
        server: {host: 127.0.0.1, port: 8080}
        cameras:
          door: 'rtsp://me:${PASSWORD}@192.0.2.7/'
          bench: {source: 'test:?fps=5', linger: 10s, overlay: '{name}'}
        schedules:
          dawn: &d {cron: '0 6 * * *', task: clip, payload: {camera: door, seconds: 3}}
          dusk: *d
        """;
    String signs = "{}[]:,-?&*!|>'\"%@`# \n\t\0\\$~<=0a\u00e9\uFFFE";
    Random random = new Random(12);
    for (int round = 0; round < 300; round++) {
      StringBuilder broken = new StringBuilder(valid);
      for (int change = 0; change <= random.nextInt(4); change++) {
        char sign = signs.charAt(random.nextInt(signs.length()));
        broken.setCharAt(random.nextInt(broken.length()), sign);
      }
      List<ConfigProblem> problems = read(broken.toString()).problems();
      assertThat(problems).allSatisfy(problem -> assertThat(problem.toString()).hasLineCount(1));
    }
  }

  private String refusal(String yaml) throws IOException {
    List<ConfigProblem> problems;
    try {
      problems = read(yaml).problems();
    } catch (BadConfigException e) {
      return oneLine(String.valueOf(e.getMessage()));
    }
    assertThat(problems).hasSize(1);
    return oneLine(problems.getFirst().toString());
  }

  private static String oneLine(String text) {
    assertThat(text).hasLineCount(1).hasSizeLessThan(1000);
    return text;
  }

  private ConfigFile.Reading read(String yaml) throws IOException {
    Path file = Files.writeString(folder.resolve("zoetrope.yaml"), yaml);
    return ConfigFile.read(Optional.of(file), Map.of("PASSWORD", "s3cret"), Map.of());
  }
}
