package io.zoetrope.app.config;

import static org.assertj.core.api.Assertions.assertThat;

import io.zoetrope.catalog.sql.DatabaseAddress;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class CatalogConfigTest {
  private static final String POSTGRES = "jdbc:postgresql://me:s3cret@192.0.2.9:5433/lab";

  @TempDir private Path folder;

  @Test
  void theDefaultIsAFileInTheDataFolderKeptForNinetyDays() throws IOException {
    assertThat(read("server: {port: 0}"))
        .isEqualTo(
            new CatalogConfig(true, Optional.empty(), Duration.ofDays(90), Optional.empty()));
  }

  @Test
  void readsTheDatabaseAndTheRetention() throws IOException {
    CatalogConfig given =
        read("database: jdbc:postgresql://me:${PASSWORD}@192.0.2.9:5433/lab\ncatalog: {keep: 7d}");
    assertThat(given.database()).contains(DatabaseAddress.parse(POSTGRES));
    assertThat(given.keep()).isEqualTo(Duration.ofDays(7));
    assertThat(given.toString()).doesNotContain("s3cret");
    assertThat(Config.of(Map.of("database", "jdbc:sqlite:other.db")).catalog())
        .isEqualTo(
            new CatalogConfig(
                true,
                Optional.of(new DatabaseAddress.SqliteFile(Path.of("other.db"))),
                Duration.ofDays(90),
                Optional.empty()));
  }

  @Test
  void noneTurnsItOff() throws IOException {
    assertThat(read("database: none").on()).isFalse();
  }

  private CatalogConfig read(String yaml) throws IOException {
    Path file = Files.writeString(folder.resolve("zoetrope.yaml"), yaml);
    return ConfigFile.read(Optional.of(file), Map.of("PASSWORD", "s3cret"), Map.of())
        .orThrow()
        .catalog();
  }
}
