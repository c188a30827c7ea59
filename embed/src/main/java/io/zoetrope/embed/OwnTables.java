package io.zoetrope.embed;

import io.zoetrope.rows.TableSource;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** The tables of a program, by their names. One thread. */
final class OwnTables {
  /** The pages would take them for those of a server that does tasks. */
  private static final Set<String> TAKEN = Set.of("events", "tasks");

  private final Map<String, TableSource<?>> byName = new LinkedHashMap<>();

  void add(TableSource<?> table) {
    String name = table.table().name();
    PathNames.check("a table", name);
    if (TAKEN.contains(name)) {
      throw new IllegalArgumentException(
          "A program's table cannot be named '%s': that is one of Zoetrope's own".formatted(name));
    }
    if (byName.putIfAbsent(name, table) != null) {
      throw new IllegalArgumentException("There are two tables named '%s'".formatted(name));
    }
  }

  List<TableSource<?>> all() {
    return List.copyOf(byName.values());
  }
}
