package io.zoetrope.web.tables;

import io.vertx.core.MultiMap;
import io.zoetrope.rows.TableQuery;
import io.zoetrope.web.http.RefusedException;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Which rows a request wishes for. Immutable.
 *
 * @param paged whether no more than some rows are wished for, and where the next ones are
 * @param spreadsheetSafe whether CSV is to be harmless in a spreadsheet
 */
record TableParams(TableQuery query, boolean paged, boolean spreadsheetSafe) {
  static final int LARGEST_PAGE = 10_000;
  private static final int MOST_KINDS = 10;

  private static final List<String> NAMES =
      List.of("from", "to", "camera", "kind", "after", "limit", "safe");

  static TableParams read(MultiMap parameters) throws RefusedException {
    for (String name : parameters.names()) {
      if (!NAMES.contains(name)) {
        throw bad(
            "There is no '%s' here; there are: %s. As in ?from=2026-11-21&camera=door&limit=100."
                .formatted(shown(name), String.join(", ", NAMES)));
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
    return new TableParams(
        new TableQuery(
            from,
            to,
            text(parameters, "camera"),
            kinds(parameters),
            text(parameters, "after"),
            limit.isPresent() ? limit(limit.get()) : Long.MAX_VALUE),
        limit.isPresent(),
        isSafe(parameters));
  }

  /** One, or some with commas between. */
  private static Optional<String> kinds(MultiMap parameters) throws RefusedException {
    List<String> kinds =
        text(parameters, "kind").stream()
            .flatMap(text -> Stream.of(text.split(",")))
            .map(String::strip)
            .filter(kind -> !kind.isEmpty())
            .distinct()
            .toList();
    if (kinds.size() > MOST_KINDS) {
      throw bad("kind names at most %d kinds, with commas between.".formatted(MOST_KINDS));
    }
    return kinds.isEmpty() ? Optional.empty() : Optional.of(String.join(",", kinds));
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
              .formatted(name, shown(text.get())));
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
              .formatted(shown(text)));
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

  /** Forms send what was left empty, too. */
  private static Optional<String> text(MultiMap parameters, String name) {
    return Optional.ofNullable(parameters.get(name))
        .map(String::strip)
        .filter(text -> !text.isEmpty());
  }

  private static String shown(String text) {
    return text.length() <= 40 ? text : text.substring(0, 40) + "…";
  }

  private static RefusedException bad(String sentence) {
    return new RefusedException(400, "bad_query", sentence);
  }
}
