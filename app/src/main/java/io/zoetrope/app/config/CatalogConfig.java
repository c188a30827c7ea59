package io.zoetrope.app.config;

import io.zoetrope.catalog.sql.DatabaseAddress;
import java.time.Duration;
import java.util.Optional;

/** If it is on without a database, that is the one in the data folder. */
public record CatalogConfig(
    boolean on, Optional<DatabaseAddress> database, Duration keep, Optional<Place> place) {
  static final Key<Optional<DatabaseAddress>> DATABASE =
      Key.optional(
              "database",
              new Reader<>("", value -> database(value.address())),
              "catalog.db in data")
          .help(
              "The database of the catalog, where events and tasks are kept: jdbc:sqlite:FILE or jdbc:postgresql://user:password@192.0.2.9/zoetrope; none keeps nothing.")
          .asSecret();

  private static final Key<Duration> KEEP =
      Key.of("keep", Reader.DURATION, "90d")
          .help("How long events and tasks are kept there: 12h, 90d.");

  static final Section KEYS = Section.of("catalog", KEEP);

  static CatalogConfig read(Settings root) {
    Optional<Optional<DatabaseAddress>> given = root.find(DATABASE);
    return new CatalogConfig(
        given.isEmpty() || given.get().isPresent(),
        given.flatMap(address -> address),
        root.in(KEYS).get(KEEP),
        given.flatMap(_ -> root.place(DATABASE)));
  }

  private static Optional<DatabaseAddress> database(String address) {
    try {
      return address.equals("none")
          ? Optional.empty()
          : Optional.of(DatabaseAddress.parse(address));
    } catch (IllegalArgumentException e) {
      throw new BadConfigException("The database: " + e.getMessage());
    }
  }
}
