package io.zoetrope.tasks.local;

import io.zoetrope.tasks.QueueOptions;
import io.zoetrope.tasks.QueueUnavailableException;
import io.zoetrope.tasks.TaskIds;
import io.zoetrope.tasks.topic.RetainedTopic;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Runs commands in transactions, and tells what came of it when that is safe in the file. One
 * thread uses it.
 */
final class Transactions {
  private static final Logger LOG = LoggerFactory.getLogger(Transactions.class);

  /** The clock is looked at as often as this, as clocks are set and machines sleep. */
  private static final long LONGEST_PAUSE_MILLIS = 1000;

  private final Optional<Path> file;
  private final QueueOptions options;
  private final QueueEvents events;
  private final InstantSource clock;
  private final TaskIds ids;
  private final Changes changes = new Changes();
  private final Set<DatabaseCommand<?>> waiting = new LinkedHashSet<>();
  private @Nullable TaskTables tables;
  private boolean recovered;
  private long upkeepFrom;

  Transactions(
      Optional<Path> file, QueueOptions options, RetainedTopic events, InstantSource clock) {
    this.file = file;
    this.options = options;
    this.events = new QueueEvents(events);
    this.clock = clock;
    this.ids = new TaskIds(clock);
  }

  /** How long nothing is to be done, unless a command comes. */
  long pauseMillis() {
    if (tables == null) {
      return Long.MAX_VALUE;
    }
    long due = Math.max(changes.nextDue(), upkeepFrom) - clock.millis();
    return Math.clamp(due, 0, LONGEST_PAUSE_MILLIS);
  }

  void run(List<DatabaseCommand<?>> commands) {
    changes.begin(clock.millis());
    keepUp();
    if (commands.isEmpty()) {
      return;
    }
    try {
      transact(commands, false);
    } catch (Throwable together) {
      undo(together);
      for (DatabaseCommand<?> command : commands) {
        try {
          transact(List.of(command), false);
        } catch (Throwable alone) {
          undo(alone);
          command.fail(failure(alone));
        }
      }
    }
  }

  private void keepUp() {
    if (tables == null || changes.now() < Math.max(changes.nextDue(), upkeepFrom)) {
      return;
    }
    try {
      transact(List.of(), true);
    } catch (Throwable e) {
      undo(e);
      upkeepFrom = clock.millis() + LONGEST_PAUSE_MILLIS;
      LOG.atWarn().log("{}", failure(e).getMessage());
    }
  }

  private void transact(List<DatabaseCommand<?>> commands, boolean maintenance)
      throws SQLException, IOException {
    changes.begin(clock.millis());
    forgetWhatIsGone();
    TaskTables open = tables;
    if (open == null && commands.stream().anyMatch(DatabaseCommand::makesFile)) {
      open = open();
    }
    if (open != null) {
      open.database().begin();
      if (maintenance) {
        open.maintenance().run();
      }
    }
    List<DatabaseCommand<?>> done = new ArrayList<>();
    Set<DatabaseCommand<?>> wentOn = Set.of();
    try {
      for (DatabaseCommand<?> command : commands) {
        if (command.run(open)) {
          done.add(command);
        } else {
          waiting.add(command);
        }
      }
      if (open != null) {
        wentOn = goOn(open);
        open.database().commit();
      }
    } catch (Throwable e) {
      waiting.removeAll(commands);
      throw e;
    }
    waiting.removeAll(wentOn);
    events.publish(changes.events(), Instant.ofEpochMilli(changes.now()));
    done.forEach(DatabaseCommand::complete);
    wentOn.forEach(DatabaseCommand::complete);
  }

  /**
   * Runs those who can go on, in the order in which they came: they still wait until they are
   * removed. Room makes tasks, tasks taken make room, so it goes on until neither does.
   */
  private Set<DatabaseCommand<?>> goOn(TaskTables open) throws SQLException {
    Set<DatabaseCommand<?>> ran = new LinkedHashSet<>();
    int before;
    do {
      before = ran.size();
      for (DatabaseCommand<?> command : waiting) {
        if (command.canGoOn(open) && !ran.contains(command) && command.run(open)) {
          ran.add(command);
        }
      }
    } while (ran.size() > before);
    return ran;
  }

  /** What is written to a file that has no name any more is lost without a word. */
  private void forgetWhatIsGone() throws SQLException {
    TaskTables open = tables;
    if (open == null || !open.database().isGone()) {
      return;
    }
    LOG.atWarn()
        .log(
            "{} was deleted or replaced while the server ran: the tasks in it are lost. The next task makes a new one, unless there is another in its place.",
            file.map(Path::toString).orElse(""));
    tables = null;
    recovered = false;
    changes.recount(Map.of());
    open.close();
  }

  TaskTables open() throws SQLException, IOException {
    TaskTables opened = TaskTables.open(file, changes, ids, options);
    try {
      opened.database().begin();
      if (recovered) {
        changes.recount(opened.lookup().counts("*"));
      } else {
        opened.maintenance().recover();
      }
      opened.database().commit();
    } catch (Throwable e) {
      opened.close();
      throw e;
    }
    recovered = true;
    tables = opened;
    return opened;
  }

  /** Nothing of the transaction has happened. */
  private void undo(Throwable cause) {
    TaskTables open = tables;
    if (open == null) {
      return;
    }
    open.database().rollback();
    try {
      if (DatabaseFailure.breaksConnection(cause) && file.isPresent()) {
        tables = null;
        open.close();
      } else {
        changes.recount(open.lookup().counts("*"));
        changes.nextDue(0);
      }
    } catch (SQLException e) {
      LOG.atWarn().log("{}", failure(e).getMessage());
    }
  }

  private QueueUnavailableException failure(Throwable cause) {
    return DatabaseFailure.of(cause, file.map(Path::toString).orElse("memory"));
  }

  /** What was to be run has failed outside of any transaction, as when the clock cannot be read. */
  void fail(List<DatabaseCommand<?>> commands, Throwable cause) {
    waiting.removeAll(commands);
    commands.forEach(command -> command.fail(failure(cause)));
  }

  /** Its caller waits no longer; nothing happens if it is done. */
  void withdraw(DatabaseCommand<?> command) {
    waiting.remove(command);
    command.giveUp();
  }

  /** Waits for a moment until all events are published. */
  void close(QueueUnavailableException whatToTell) {
    waiting.forEach(command -> command.fail(whatToTell));
    TaskTables open = tables;
    if (open != null) {
      try {
        open.close();
      } catch (SQLException e) {
        LOG.atWarn().log("{}", failure(e).getMessage());
      }
    }
    events.close();
  }
}
