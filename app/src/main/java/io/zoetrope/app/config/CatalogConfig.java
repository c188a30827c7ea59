package io.zoetrope.app.config;

import io.zoetrope.catalog.sql.DatabaseAddress;
import java.time.Duration;
import java.util.Optional;

/**
 * Where it is kept what happened, and for how long.
 *
 * @param database unless it is in the data folder
 * @param on whether anything is kept
 */
public record CatalogConfig(boolean on, Optional<DatabaseAddress> database, Duration keep) {
  /** Instead of an address: nothing is kept. */
  public static final String NONE = "none";

  public static final CatalogConfig STANDARD =
      new CatalogConfig(true, Optional.empty(), Duration.ofDays(90));

  /**
   * With another database, or {@link #NONE}.
   *
   * @throws BadConfigException when that is no address of one
   */
  public CatalogConfig withDatabase(String address) {
    if (address.equals(NONE)) {
      return new CatalogConfig(false, Optional.empty(), keep);
    }
    try {
      return new CatalogConfig(true, Optional.of(DatabaseAddress.parse(address)), keep);
    } catch (IllegalArgumentException e) {
      throw new BadConfigException("The database: " + e.getMessage());
    }
  }

  public CatalogConfig withKeep(Duration changed) {
    return new CatalogConfig(on, database, changed);
  }
}
