package io.zoetrope.tasks.local;

import io.zoetrope.tasks.QueueOptions;
import io.zoetrope.tasks.TaskIds;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.Optional;

/** All that commands do with the open file. One thread uses it. */
final class TaskTables implements AutoCloseable {
  private final TaskDatabase database;
  private final Changes changes;
  private final Submissions submissions;
  private final Leases leases;
  private final Completions completions;
  private final Maintenance maintenance;
  private final Lookup lookup;

  private TaskTables(TaskDatabase database, Changes changes, TaskIds ids, QueueOptions options) {
    this.database = database;
    this.changes = changes;
    this.submissions = new Submissions(database, changes, ids, options.capacity());
    this.completions = new Completions(database, changes);
    this.leases = new Leases(database, changes, completions, options.lease());
    this.maintenance = new Maintenance(database, changes, completions);
    this.lookup = new Lookup(database);
  }

  static TaskTables open(Optional<Path> file, Changes changes, TaskIds ids, QueueOptions options)
      throws SQLException, IOException {
    return new TaskTables(TaskDatabase.open(file), changes, ids, options);
  }

  TaskDatabase database() {
    return database;
  }

  Changes changes() {
    return changes;
  }

  Submissions submissions() {
    return submissions;
  }

  Leases leases() {
    return leases;
  }

  Completions completions() {
    return completions;
  }

  Maintenance maintenance() {
    return maintenance;
  }

  Lookup lookup() {
    return lookup;
  }

  @Override
  public void close() throws SQLException {
    database.close();
  }
}
