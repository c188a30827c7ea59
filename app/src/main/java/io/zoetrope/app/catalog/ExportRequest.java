package io.zoetrope.app.catalog;

import io.zoetrope.core.time.Durations;
import io.zoetrope.rows.Table;
import io.zoetrope.rows.TableQuery;
import io.zoetrope.rows.format.TableFormat;
import io.zoetrope.rows.format.TableOptions;
import io.zoetrope.tasks.TaskFailedException;
import io.zoetrope.tasks.result.ResultType;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import tools.jackson.databind.JsonNode;

/**
 * Which rows become which file.
 *
 * @param last rows of so long before the task was submitted; instead of a time to begin with
 */
record ExportRequest(
    String table,
    TableFormat format,
    TableQuery query,
    Optional<Duration> last,
    boolean safeForSpreadsheets) {
  private static final String EXAMPLE = "{\"table\": \"events\", \"format\": \"csv\"}";

  static ExportRequest read(JsonNode payload, List<Table<?>> tables) throws TaskFailedException {
    if (!payload.isObject()) {
      throw new TaskFailedException("The payload is an object, as in %s.".formatted(EXAMPLE));
    }
    List<String> filters = tables.stream().flatMap(of -> of.filters().stream()).distinct().toList();
    List<String> fields = new ArrayList<>(List.of("table", "format", "from", "to", "last"));
    fields.addAll(filters);
    fields.add("safe");
    for (String name : payload.propertyNames()) {
      if (!fields.contains(name)) {
        throw new TaskFailedException(
            "The payload has a field '%s' that is not known; there are %s."
                .formatted(name, String.join(", ", fields)));
      }
    }
    String table = oneOf(payload, "table", tables.stream().map(Table::name).toList());
    TableFormat format = TableFormat.of(oneOf(payload, "format", List.of("csv", "ndjson"))).get();
    Optional<Instant> from = time(payload, "from");
    Optional<Instant> to = time(payload, "to");
    Optional<Duration> last = duration(payload, "last");
    if (from.isPresent() && to.isPresent() && !from.get().isBefore(to.get())) {
      throw new TaskFailedException("from is a time before to.");
    }
    if (from.isPresent() && last.isPresent()) {
      throw new TaskFailedException("Either from or last says where to begin, not both.");
    }
    Optional<String> safe = text(payload, "safe");
    if (safe.isPresent() && !safe.get().equals("spreadsheet")) {
      throw new TaskFailedException("safe is \"spreadsheet\", or is left out.");
    }
    Map<String, List<String>> values = new HashMap<>();
    for (String filter : filters) {
      text(payload, filter).ifPresent(text -> values.put(filter, List.of(text.split(","))));
    }
    TableQuery query = new TableQuery(from, to, values, Optional.empty(), Long.MAX_VALUE);
    return new ExportRequest(table, format, query, last, safe.isPresent());
  }

  ResultType type() {
    return format == TableFormat.CSV ? ResultType.CSV : ResultType.NDJSON;
  }

  TableOptions options() {
    return safeForSpreadsheets
        ? TableOptions.STANDARD.safeForSpreadsheets()
        : TableOptions.STANDARD;
  }

  /** The same rows at every attempt of a task. */
  TableQuery query(Instant submitted) {
    return last.isEmpty()
        ? query
        : new TableQuery(
            last.map(submitted::minus),
            query.to(),
            query.filters(),
            Optional.empty(),
            Long.MAX_VALUE);
  }

  private static String oneOf(JsonNode payload, String name, List<String> values)
      throws TaskFailedException {
    Optional<String> text = text(payload, name);
    if (text.isEmpty() || !values.contains(text.get())) {
      throw new TaskFailedException(
          "%s is one of %s, as in %s.".formatted(name, String.join(", ", values), EXAMPLE));
    }
    return text.get();
  }

  private static Optional<String> text(JsonNode payload, String name) throws TaskFailedException {
    JsonNode value = payload.path(name);
    if (value.isMissingNode() || value.isNull()) {
      return Optional.empty();
    }
    if (!value.isString()) {
      throw new TaskFailedException("%s is a text, not %s.".formatted(name, value));
    }
    return Optional.of(value.stringValue());
  }

  private static Optional<Duration> duration(JsonNode payload, String name)
      throws TaskFailedException {
    Optional<String> text = text(payload, name);
    if (text.isEmpty()) {
      return Optional.empty();
    }
    Optional<Duration> duration = Durations.parse(text.get());
    if (duration.isEmpty()) {
      throw new TaskFailedException(
          "%s is %s, not '%s'.".formatted(name, Durations.EXPECTED, text.get()));
    }
    return duration;
  }

  private static Optional<Instant> time(JsonNode payload, String name) throws TaskFailedException {
    Optional<String> text = text(payload, name);
    try {
      return text.map(given ->
          given.length() == 10
              ? LocalDate.parse(given).atStartOfDay(ZoneOffset.UTC).toInstant()
              : OffsetDateTime.parse(given).toInstant());
    } catch (DateTimeException e) {
      throw new TaskFailedException(
          "%s is a time such as 2026-11-22T06:00:00Z or a date such as 2026-11-22, not '%s'."
              .formatted(name, text.get()));
    }
  }
}
