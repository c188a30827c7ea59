package io.zoetrope.app.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What docs/configuration.md says is what the program takes. */
final class DocumentedKeysTest {
  private static final Path DOCUMENT = Path.of("..", "docs", "configuration.md");

  private static final List<String> SECTIONS =
      List.of("server", "cameras", "tasks", "results", "catalog", "schedules", "webhooks", "log");

  @TempDir private Path folder;

  @Test
  void everyKeyIsInTheTableAndNoOther() throws IOException {
    List<String> taken = new ArrayList<>(List.of("cameras.ID"));
    TaskSections.REDIS_KEYS.forEach(key -> taken.add("redis." + key));
    TaskSections.TASKS_KEYS.forEach(key -> taken.add("tasks." + key));
    TaskSections.RESULTS_KEYS.forEach(key -> taken.add("results." + key));
    CatalogSection.CATALOG_KEYS.forEach(key -> taken.add("catalog." + key));
    TaskSections.SCHEDULE_KEYS.stream()
        .filter(key -> !key.equals("options"))
        .forEach(key -> taken.add("schedules.NAME." + key));
    TaskSections.OPTIONS_KEYS.forEach(key -> taken.add("schedules.NAME.options." + key));
    TaskSections.WEBHOOK_KEYS.forEach(key -> taken.add("webhooks.NAME." + key));
    ConfigFile.LOG_KEYS.forEach(key -> taken.add("log." + key));
    ConfigFile.SERVER_KEYS.forEach(key -> taken.add("server." + key));
    ConfigFile.CAMERA_KEYS.forEach(key -> taken.add("cameras.ID." + key));
    ConfigFile.KEYS.stream().filter(key -> !SECTIONS.contains(key)).forEach(taken::add);
    List<String> documented =
        Pattern.compile("(?m)^\\| `([^`]+)` \\|")
            .matcher(Files.readString(DOCUMENT))
            .results()
            .map(row -> row.group(1))
            .toList();
    assertThat(documented).containsExactlyInAnyOrderElementsOf(taken);
  }

  @Test
  void theExampleIsTaken() throws IOException {
    MatchResult example =
        Pattern.compile("(?s)```yaml\n(.*?)```")
            .matcher(Files.readString(DOCUMENT))
            .results()
            .findFirst()
            .orElseThrow();
    Path file = Files.writeString(folder.resolve("zoetrope.yaml"), example.group(1));
    Config config = new ConfigFile(Map.of("DOOR_PASSWORD", "s3cret")).read(file).orThrow();
    assertThat(config.cameras()).extracting(CameraConfig::id).containsExactly("door", "bench");
    assertThat(config.work().schedules()).extracting(ScheduleConfig::name).containsExactly("dawn");
  }
}
