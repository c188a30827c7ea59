package io.zoetrope.catalog.sql;

import static io.zoetrope.catalog.sql.SampleRows.event;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.IntStream;

/**
 * What {@link KilledCatalogIT} kills: adds numbered events, some at a time, from the first number
 * that is told to it, and writes down which were kept. What could not be kept it adds again.
 */
final class KilledCatalog {
  static final int BATCH = 7;

  private KilledCatalog() {}

  public static void main(String[] arguments) throws Exception {
    try (OutputStream said = Files.newOutputStream(Path.of(arguments[2]));
        DatabaseCatalog catalog = DatabaseCatalog.open(DatabaseAddress.parse(arguments[0]))) {
      for (int number = Integer.parseInt(arguments[1]); true; number += BATCH) {
        add(catalog, number);
        said.write("%d%n".formatted(number + BATCH).getBytes(StandardCharsets.UTF_8));
      }
    }
  }

  private static void add(DatabaseCatalog catalog, int number) {
    while (true) {
      try {
        // The one before comes once more: nothing may be there twice.
        catalog.add(
            IntStream.range(Math.max(0, number - 1), number + BATCH)
                .mapToObj(each -> event(each))
                .toList(),
            List.of());
        return;
      } catch (IOException e) {
        System.err.println(e.getMessage());
        LockSupport.parkNanos(Duration.ofMillis(50).toNanos());
      }
    }
  }
}
