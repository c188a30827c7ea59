package io.zoetrope.web.tables;

import io.zoetrope.rows.Table;
import io.zoetrope.rows.TableQuery;
import io.zoetrope.rows.format.TableFormat;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Queries in words. */
final class QueryWords {

  private QueryWords() {}

  /** Such as {@code events-door-from-2026-11-21.csv}. */
  static String fileName(Table<?> table, TableQuery query, TableFormat format) {
    List<String> words = new ArrayList<>(List.of(table.name()));
    table.filters().stream()
        .filter(query.filters()::containsKey)
        .forEach(name -> words.add(values(query, name)));
    query.from().ifPresent(from -> words.add("from-" + day(from)));
    query.to().ifPresent(to -> words.add("to-" + day(to)));
    String name = String.join("-", words);
    return (name.length() <= 120 ? name : name.substring(0, 120)) + "." + format.extension();
  }

  /** Such as {@code events of camera door since …, the newest first}. */
  static String about(Table<?> table, TableQuery query) {
    StringBuilder words = new StringBuilder(table.name());
    table.filters().reversed().stream()
        .filter(query.filters()::containsKey)
        .forEach(name -> add(words, " of " + name + " ", Optional.of(values(query, name))));
    add(words, " from ", query.from());
    add(words, " until before ", query.to());
    add(words, " behind ", query.after());
    if (query.most() < Long.MAX_VALUE) {
      words.append(", ").append(query.most()).append(" at most");
    }
    return words.append(", the newest first").toString();
  }

  private static void add(StringBuilder words, String before, Optional<?> value) {
    value.ifPresent(it -> words.append(before).append(it));
  }

  private static String values(TableQuery query, String filter) {
    return String.join(",", query.filter(filter));
  }

  private static String day(Instant time) {
    String text = time.toString();
    return text.endsWith("T00:00:00Z") ? text.substring(0, text.indexOf('T')) : text;
  }
}
