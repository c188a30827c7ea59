package io.zoetrope.app.config;

import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** Reads what the configuration file says about the catalog. */
final class CatalogSection {
  static final List<String> KEYS = List.of("database", "catalog");
  static final List<String> CATALOG_KEYS = List.of("keep");

  private CatalogSection() {}

  static CatalogConfig read(YamlMapping root) {
    Optional<YamlMapping> catalog = root.mapping("catalog");
    catalog.ifPresent(section -> section.allowOnly(CATALOG_KEYS));
    Optional<Duration> keep = catalog.flatMap(section -> section.duration("keep"));
    CatalogConfig kept = keep.map(CatalogConfig.STANDARD::withKeep).orElse(CatalogConfig.STANDARD);
    return root.address("database")
        .flatMap(database ->
            root.checked(
                "database", () -> kept.withDatabase(database, Optional.of(root.place("database")))))
        .orElse(kept);
  }
}
