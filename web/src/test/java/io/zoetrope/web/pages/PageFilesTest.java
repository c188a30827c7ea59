package io.zoetrope.web.pages;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The list of served files, the folder they lie in and what they ask for agree. */
class PageFilesTest {
  private static final Pattern ASKED_FOR =
      Pattern.compile(
          "(?:from|import)\\s*\\(?\\s*[\"']\\./([^\"']+)[\"']|(?:href|src)=\"(?:\\.\\./)?assets/([^\"]+)\"|asset=([\\w.-]+)");

  private final PageFiles files = PageFiles.load();

  static List<String> names() throws Exception {
    Path index = Path.of(PageFiles.class.getResource("index.html").toURI());
    try (Stream<Path> inFolder = Files.list(index.getParent())) {
      return inFolder
          .map(path -> path.getFileName().toString())
          .filter(name -> name.contains(".") && !name.endsWith(".class"))
          .sorted()
          .toList();
    }
  }

  @ParameterizedTest
  @MethodSource("names")
  void everyFileOfThePagesIsServedAsWhatItIs(String name) {
    PageFile file = files.find(name).orElseThrow();

    assertThat(file.bytes()).isNotEmpty();
    assertThat(file.mediaType()).isNotEqualTo("application/octet-stream");
  }

  @ParameterizedTest
  @MethodSource("names")
  void everyFileThatAFileAsksForIsThere(String name) {
    String text = new String(files.find(name).orElseThrow().bytes(), UTF_8);

    assertThat(asked(text)).allSatisfy(asked -> assertThat(files.find(asked)).isPresent());
  }

  @Test
  void whatAFileAsksForIsFoundInItsText() {
    String page = new String(files.find("index.html").orElseThrow().bytes(), UTF_8);
    String script = new String(files.find("zoetrope.js").orElseThrow().bytes(), UTF_8);

    assertThat(asked(page)).contains("slash.js", "zoetrope.js", "zoetrope.css", "favicon.svg");
    assertThat(asked(script)).contains("grid.js", "words.js");
  }

  @ParameterizedTest
  @MethodSource("names")
  void noFileAsksForAnythingFromTheRootOrFromElsewhere(String name) {
    String text = new String(files.find(name).orElseThrow().bytes(), UTF_8);

    assertThat(text)
        .doesNotContainPattern("(?:from|import)\\s*\\(?\\s*[\"'](?:/|https?:)")
        .doesNotContainPattern("(?:href|src)=\"(?:/|https?:)")
        .doesNotContainPattern("url\\([\"']?(?:/|https?:)")
        .doesNotContainPattern("fetch\\([\"'`](?:/|https?:)");
  }

  private static List<String> asked(String text) {
    return ASKED_FOR.matcher(text).results().map(PageFilesTest::group).toList();
  }

  private static String group(MatchResult match) {
    for (int group = 1; group <= match.groupCount(); group++) {
      String asked = match.group(group);
      if (asked != null) {
        return asked;
      }
    }
    return "";
  }
}
