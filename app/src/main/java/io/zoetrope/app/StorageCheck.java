package io.zoetrope.app;

import io.zoetrope.app.config.CatalogConfig;
import io.zoetrope.app.config.ConfigProblem;
import io.zoetrope.app.config.DataFolder;
import io.zoetrope.catalog.sql.DatabaseAddress;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Whether tasks, their files and the catalog can be kept where the configuration says. A place that
 * somebody has named must be right; without the usual one there are still live pictures.
 */
final class StorageCheck {
  private StorageCheck() {}

  static List<ConfigProblem> problems(DataFolder data, CatalogConfig catalog) {
    List<ConfigProblem> problems = new ArrayList<>();
    if (data.given()) {
      WriteAccess.faultOfData(data.path())
          .map(fault -> problem("data folder", data.path(), fault))
          .ifPresent(problem -> problems.add(new ConfigProblem(data.place(), problem)));
    }
    if (catalog.database().orElse(null) instanceof DatabaseAddress.SqliteFile(var file)) {
      WriteAccess.faultOfDatabase(file)
          .map(fault -> problem("database", file, fault))
          .ifPresent(problem -> problems.add(new ConfigProblem(catalog.place(), problem)));
    }
    return problems;
  }

  private static String problem(String what, Object path, String fault) {
    return "The %s %s cannot be used: %s. Choose another one, or make it writable."
        .formatted(what, path, fault);
  }

  static Optional<String> note(DataFolder data, CatalogConfig catalog) {
    boolean keepsEvents = catalog.on() && catalog.database().isEmpty();
    return data.given()
        ? Optional.empty()
        : WriteAccess.faultOfData(data.path())
            .map(fault ->
                "The default data folder %s cannot be used: %s. Cameras can be watched, but until this is mended %s. Name another folder with --data, or as data: in zoetrope.yaml."
                    .formatted(
                        data.path(),
                        fault,
                        keepsEvents
                            ? "there are no tasks, and events are not saved"
                            : "there are no tasks"));
  }
}
