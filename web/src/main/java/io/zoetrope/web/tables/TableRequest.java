package io.zoetrope.web.tables;

import static io.zoetrope.web.http.RefusedException.shortened;

import io.vertx.core.MultiMap;
import io.zoetrope.rows.Table;
import io.zoetrope.rows.TableQuery;
import io.zoetrope.web.http.RefusedException;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Which rows a request asks for. Immutable.
 *
 * @param paged whether it asks for one page, and a link to the next
 * @param spreadsheetSafe whether CSV must be harmless in a spreadsheet
 */
record TableRequest(TableQuery query, boolean paged, boolean spreadsheetSafe) {
  static final int LARGEST_PAGE = 10_000;
  private static final int MOST_VALUES = 10;

  static TableRequest read(MultiMap parameters, Table<?> table) throws RefusedException {
    List<String> names = new ArrayList<>(List.of("from", "to"));
    names.addAll(table.filters());
    names.addAll(List.of("after", "limit", "safe"));
    for (String name : parameters.names()) {
      if (!names.contains(name)) {
        throw bad(
            "There is no '%s' here; there are: %s. As in ?from=2026-11-21%s&limit=100."
                .formatted(
                    shortened(name),
                    String.join(", ", names),
                    names.contains("camera") ? "&camera=door" : ""));
      }
      if (parameters.getAll(name).size() > 1) {
        throw bad(name + " is given more than once: say it once, as in ?camera=door&kind=task.");
      }
    }
    Optional<Instant> from = time(parameters, "from");
    Optional<Instant> to = time(parameters, "to");
    if (from.isPresent() && to.isPresent() && !from.get().isBefore(to.get())) {
      throw bad("from must be before to, as in ?from=2026-11-20&to=2026-11-21.");
    }
    Optional<String> limit = text(parameters, "limit");
    return new TableRequest(
        new TableQuery(
            from,
            to,
            filters(parameters, table),
            text(parameters, "after"),
            limit.isPresent() ? limit(limit.get()) : Long.MAX_VALUE),
        limit.isPresent(),
        isSafe(parameters));
  }

  private static Map<String, List<String>> filters(MultiMap parameters, Table<?> table)
      throws RefusedException {
    Map<String, List<String>> filters = new HashMap<>();
    for (String name : table.filters()) {
      List<String> values = values(parameters, name);
      if (!values.isEmpty()) {
        filters.put(name, values);
      }
    }
    return filters;
  }

  /** One value, or several separated by commas. */
  private static List<String> values(MultiMap parameters, String name) throws RefusedException {
    List<String> values =
        text(parameters, name).stream()
            .flatMap(text -> Stream.of(text.split(",")))
            .map(String::strip)
            .filter(value -> !value.isEmpty())
            .distinct()
            .toList();
    if (values.size() > MOST_VALUES) {
      throw bad("%1$s names at most %2$d %1$ss, with commas between.".formatted(name, MOST_VALUES));
    }
    return values;
  }

  private static Optional<Instant> time(MultiMap parameters, String name) throws RefusedException {
    Optional<String> text = text(parameters, name);
    if (text.isEmpty()) {
      return Optional.empty();
    }
    try {
      return Optional.of(time(text.get()));
    } catch (DateTimeException e) {
      throw bad(
          "%s is a time with its zone or a day, as in %1$s=2026-11-21T13:41:00Z or %1$s=2026-11-21, not '%s'."
              .formatted(name, shortened(text.get())));
    }
  }

  /** An address that was not encoded has a space where the + of a zone was. */
  private static Instant time(String text) {
    Instant time =
        text.length() <= 10
            ? LocalDate.parse(text).atStartOfDay(ZoneOffset.UTC).toInstant()
            : OffsetDateTime.parse(text.replace(' ', '+')).toInstant();
    int year = time.atOffset(ZoneOffset.UTC).getYear();
    if (year < 0 || year > 9999) {
      throw new DateTimeException("too far away");
    }
    return time;
  }

  private static long limit(String text) throws RefusedException {
    int limit = text.matches("[0-9]{1,5}") ? Integer.parseInt(text) : 0;
    if (limit < 1 || limit > LARGEST_PAGE) {
      throw bad(
          "limit is a number of rows from 1 to 10000, as in limit=100; without it there are all, not '%s'."
              .formatted(shortened(text)));
    }
    return limit;
  }

  private static boolean isSafe(MultiMap parameters) throws RefusedException {
    Optional<String> safe = text(parameters, "safe");
    if (safe.isPresent() && !safe.get().equals("spreadsheet")) {
      throw bad("safe can only be spreadsheet, as in safe=spreadsheet.");
    }
    return safe.isPresent();
  }

  /** Forms also send fields that were left empty. */
  private static Optional<String> text(MultiMap parameters, String name) {
    return Optional.ofNullable(parameters.get(name))
        .map(String::strip)
        .filter(text -> !text.isEmpty());
  }

  private static RefusedException bad(String sentence) {
    return new RefusedException(400, "bad_query", sentence);
  }
}
