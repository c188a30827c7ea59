package io.zoetrope.app.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The program accepts exactly what docs/configuration.md describes. */
final class DocumentedKeysTest {
  private static final Path DOCUMENT = Path.of("..", "docs", "configuration.md");

  @TempDir private Path folder;

  @Test
  void theTableListsExactlyTheKeysWithTheirHelpAndDefaults() throws IOException {
    List<String> documented =
        Pattern.compile("(?m)^\\| (`[^|]+?) \\| ([^|]+?) \\| ([^|]*?) \\|$")
            .matcher(Files.readString(DOCUMENT))
            .results()
            .map(row -> row(row.group(1), row.group(2), row.group(3)))
            .toList();
    assertThat(documented)
        .containsExactlyInAnyOrderElementsOf(
            Config.TABLE
                .table()
                .map(row -> row(row.getKey(), row.getValue().help(), row.getValue().otherwise()))
                .toList());
  }

  @Test
  void theDocumentSaysThatChangesNeedARestart() throws IOException {
    assertThat(Config.TABLE.table().map(Map.Entry::getValue))
        .noneMatch(setting -> setting instanceof Key<?> key && key.live());
    assertThat(Files.readString(DOCUMENT)).contains("takes effect at the next start");
  }

  /** Without the code marks and links of Markdown. */
  private static String row(String key, String help, String otherwise) {
    return "%s | %s | %s"
        .formatted(key, help, otherwise)
        .replaceAll("\\[([^\\]]+)]\\([^)]*\\)", "$1")
        .replace("`", "");
  }

  @Test
  void theExampleIsValid() throws IOException {
    MatchResult example =
        Pattern.compile("(?s)```yaml\n(.*?)```")
            .matcher(Files.readString(DOCUMENT))
            .results()
            .findFirst()
            .orElseThrow();
    Path file = Files.writeString(folder.resolve("zoetrope.yaml"), example.group(1));
    Config config =
        ConfigFile.read(Optional.of(file), Map.of("DOOR_PASSWORD", "s3cret"), Map.of()).orThrow();
    assertThat(config.cameras()).extracting(CameraConfig::id).containsExactly("door", "bench");
    assertThat(config.schedules())
        .extracting(given -> given.schedule().name())
        .containsExactly("dawn");
  }
}
