package io.zoetrope.app.config;

import io.zoetrope.catalog.sql.DatabaseAddress;
import java.time.Duration;
import java.util.Optional;

/**
 * Where it is kept what happened, and for how long.
 *
 * @param database unless it is in the data folder
 * @param on whether anything is kept
 * @param place where the database was named, if in a file
 */
public record CatalogConfig(
    boolean on, Optional<DatabaseAddress> database, Duration keep, Optional<Place> place) {
  /** Instead of an address: nothing is kept. */
  public static final String NONE = "none";

  public static final CatalogConfig STANDARD =
      new CatalogConfig(true, Optional.empty(), Duration.ofDays(90), Optional.empty());

  /**
   * With another database, or {@link #NONE}.
   *
   * @throws BadConfigException when that is no address of one
   */
  public CatalogConfig withDatabase(String address) {
    return withDatabase(address, Optional.empty());
  }

  CatalogConfig withDatabase(String address, Optional<Place> named) {
    if (address.equals(NONE)) {
      return new CatalogConfig(false, Optional.empty(), keep, named);
    }
    try {
      return new CatalogConfig(true, Optional.of(DatabaseAddress.parse(address)), keep, named);
    } catch (IllegalArgumentException e) {
      throw new BadConfigException("The database: " + e.getMessage());
    }
  }

  public CatalogConfig withKeep(Duration changed) {
    return new CatalogConfig(on, database, changed, place);
  }
}
