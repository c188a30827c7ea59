package io.zoetrope.catalog.sql;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Collection;
import java.util.List;
import javax.sql.DataSource;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.FlywayException;
import org.flywaydb.core.api.ResourceProvider;
import org.flywaydb.core.api.resource.LoadableResource;
import org.flywaydb.core.internal.resource.classpath.ClassPathResource;
import org.jspecify.annotations.Nullable;

/**
 * Brings a database up to date. Flyway does; but as loading it takes longer than all else, it is
 * asked only when something is to be done. One thread.
 */
final class Migrations {
  static final String HISTORY = "flyway_schema_history";

  /** All there are, for each database in a folder of its own. Never change one: add another. */
  private static final List<String> FILES = List.of("V1__catalog.sql");

  private static final int NEWEST = FILES.size();

  private Migrations() {}

  /**
   * Migrates what is new or old; refuses what is not ours, or from a newer version. Of servers that
   * do so at the same time, one does it, and the others wait.
   */
  static void run(Dialect engine) throws IOException {
    DatabaseAttempt<Boolean, RuntimeException> attempt =
        () -> {
          bringUpToDate(engine);
          return true;
        };
    try {
      boolean _ = attempt.whenFree(engine);
    } catch (SQLException | RuntimeException e) {
      throw SqlErrors.sentence(engine, e);
    }
  }

  private static void bringUpToDate(Dialect engine) throws SQLException, IOException {
    DataSource source = engine.dataSource();
    if (isCurrent(engine, source)) {
      return;
    }
    try {
      migrate(engine, source);
    } catch (FlywayException e) {
      // Another server may have been at it in the same moment.
      if (!isCurrent(engine, source)) {
        throw failure(engine, e);
      }
    }
  }

  private static boolean isCurrent(Dialect engine, DataSource source)
      throws SQLException, IOException {
    try (Connection connection = source.getConnection()) {
      if (!engine.claim(connection)) {
        return false;
      }
      int version = version(connection, engine.schema());
      if (version > NEWEST) {
        throw new IOException(
            "The catalog was written by a newer Zoetrope. Use that one, or another database.");
      }
      return version == NEWEST;
    }
  }

  private static int version(Connection connection, String schema) throws SQLException {
    try (Statement query = connection.createStatement();
        ResultSet rows =
            query.executeQuery(
                "SELECT max(CAST(version AS INTEGER)) FROM %s.%s WHERE success"
                    .formatted(schema, HISTORY))) {
      return rows.next() ? rows.getInt(1) : 0;
    }
  }

  private static void migrate(Dialect engine, DataSource source) {
    Flyway.configure(Migrations.class.getClassLoader())
        .loggers("slf4j")
        .dataSource(source)
        .defaultSchema(engine.schema())
        .createSchemas(false)
        .resourceProvider(new Files(engine.folder()))
        .javaMigrationClassProvider(List::of)
        .load()
        .migrate();
  }

  /** What Flyway says is for those who write migrations: it has found other tables than ours. */
  private static IOException failure(Dialect engine, FlywayException e) throws SQLException {
    SQLException said = SqlErrors.of(e);
    if (said != null) {
      throw said;
    }
    return new IOException(engine.notOurs(), e);
  }

  /** The files by their names: nothing is looked for in jars. */
  private record Files(String folder) implements ResourceProvider {
    @Override
    public @Nullable LoadableResource getResource(String name) {
      return FILES.contains(name) ? script(name) : null;
    }

    @Override
    public Collection<LoadableResource> getResources(String prefix, String[] suffixes) {
      return FILES.stream().filter(name -> name.startsWith(prefix)).map(this::script).toList();
    }

    private LoadableResource script(String name) {
      String path = Migrations.class.getPackageName().replace('.', '/') + "/" + folder + "/" + name;
      return new ClassPathResource(
          null, path, Migrations.class.getClassLoader(), StandardCharsets.UTF_8);
    }
  }
}
