package io.zoetrope.tasks.local;

import io.zoetrope.tasks.local.DatabaseCommand.Until;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** The commands that wait for a change, in the order in which they came. One thread uses it. */
final class Waiters {
  private final Set<DatabaseCommand<?>> forTasks = new LinkedHashSet<>();
  private final Set<DatabaseCommand<?>> forRoom = new LinkedHashSet<>();
  private final Map<String, Set<DatabaseCommand<?>>> forEnds = new HashMap<>();

  void add(DatabaseCommand<?> command) {
    switch (command.until()) {
      case Until.Due _ -> forTasks.add(command);
      case Until.Room _ -> forRoom.add(command);
      case Until.Ended(String id) ->
          forEnds.computeIfAbsent(id, _ -> new LinkedHashSet<>()).add(command);
      case Until.Never _ -> throw new IllegalArgumentException("It does not wait");
    }
  }

  void remove(DatabaseCommand<?> command) {
    switch (command.until()) {
      case Until.Due _ -> forTasks.remove(command);
      case Until.Room _ -> forRoom.remove(command);
      case Until.Ended(String id) ->
          forEnds.computeIfPresent(
              id,
              (_, waiting) -> {
                waiting.remove(command);
                return waiting.isEmpty() ? null : waiting;
              });
      case Until.Never _ -> {}
    }
  }

  /**
   * Runs those who can go on, now that this has changed: they still wait until they are removed.
   * Room makes tasks, tasks taken make room, so it goes on until neither does.
   */
  List<DatabaseCommand<?>> run(TaskTables tables) throws SQLException {
    Set<DatabaseCommand<?>> ran = new LinkedHashSet<>();
    int before;
    do {
      before = ran.size();
      for (DatabaseCommand<?> command : forTasks) {
        if (command.until() instanceof Until.Due(Set<String> kinds)
            && tables.changes().anyDue(kinds)
            && !ran.contains(command)
            && command.run(tables)) {
          ran.add(command);
        }
      }
      for (DatabaseCommand<?> command : forRoom) {
        if (!tables.submissions().hasRoom()) {
          break;
        }
        if (!ran.contains(command) && command.run(tables)) {
          ran.add(command);
        }
      }
    } while (ran.size() > before);
    for (String id : tables.changes().ended()) {
      for (DatabaseCommand<?> command : forEnds.getOrDefault(id, Set.of())) {
        if (command.run(tables)) {
          ran.add(command);
        }
      }
    }
    return new ArrayList<>(ran);
  }

  Collection<DatabaseCommand<?>> all() {
    List<DatabaseCommand<?>> all = new ArrayList<>(forTasks);
    all.addAll(forRoom);
    forEnds.values().forEach(all::addAll);
    return all;
  }
}
