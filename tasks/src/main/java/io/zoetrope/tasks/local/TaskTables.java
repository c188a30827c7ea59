package io.zoetrope.tasks.local;

import io.zoetrope.tasks.QueueOptions;
import io.zoetrope.tasks.TaskIds;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.Optional;

/** All that commands do with the open file. One thread uses it. */
record TaskTables(
    TaskDatabase database,
    Changes changes,
    Submissions submissions,
    Leases leases,
    Completions completions,
    Maintenance maintenance,
    Lookup lookup)
    implements AutoCloseable {

  static TaskTables open(Optional<Path> file, Changes changes, TaskIds ids, QueueOptions options)
      throws SQLException, IOException {
    TaskDatabase database = TaskDatabase.open(file);
    Completions completions = new Completions(database, changes);
    Lookup lookup = new Lookup(database);
    return new TaskTables(
        database,
        changes,
        new Submissions(database, changes, lookup, ids, options.capacity()),
        new Leases(database, changes, options.lease()),
        completions,
        new Maintenance(database, changes, completions, lookup),
        lookup);
  }

  @Override
  public void close() throws SQLException {
    database.close();
  }
}
