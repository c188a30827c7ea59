package io.zoetrope.web.pages;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The player's parts, and the one file that they become. */
final class PlayerScriptTest {
  private static final Pattern IMPORTED = Pattern.compile("from '\\./([^']+)'");

  @Test
  void theFileNeedsNoOtherAndHasEachNameOnce() {
    String script = new String(PlayerScript.load().bytes(), UTF_8);

    assertThat(script)
        .doesNotContainPattern("(?m)^import ")
        .containsOnlyOnce("\nexport ")
        .contains("const { Server } = (() => {", "return { Server };")
        .endsWith("export { Server, ZoetropeCamera };\n");
  }

  @Test
  void everyPartOfTheFolderIsInItAndComesAfterWhatItImports() throws Exception {
    Path folder = Path.of(PlayerScript.class.getResource("player").toURI());
    List<String> parts = PlayerScript.PARTS;

    try (Stream<Path> files = Files.list(folder)) {
      assertThat(files.map(file -> file.getFileName().toString()))
          .containsExactlyInAnyOrderElementsOf(parts);
    }
    for (String part : parts) {
      List<String> imported =
          IMPORTED
              .matcher(Files.readString(folder.resolve(part)))
              .results()
              .map(match -> match.group(1))
              .toList();
      assertThat(parts.subList(0, parts.indexOf(part))).as(part).containsAll(imported);
    }
  }
}
