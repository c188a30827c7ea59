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
  private final Lending lending;
  private final Endings endings;
  private final Upkeep upkeep;
  private final Lookup lookup;

  private TaskTables(TaskDatabase database, Changes changes, TaskIds ids, QueueOptions options) {
    this.database = database;
    this.changes = changes;
    this.submissions = new Submissions(database, changes, ids, options.capacity());
    this.endings = new Endings(database, changes);
    this.lending = new Lending(database, changes, endings, options.lease());
    this.upkeep = new Upkeep(database, changes, endings);
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

  Lending lending() {
    return lending;
  }

  Endings endings() {
    return endings;
  }

  Upkeep upkeep() {
    return upkeep;
  }

  Lookup lookup() {
    return lookup;
  }

  @Override
  public void close() throws SQLException {
    database.close();
  }
}
