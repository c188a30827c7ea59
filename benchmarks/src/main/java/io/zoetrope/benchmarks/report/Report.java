package io.zoetrope.benchmarks.report;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What one run of the command tells. {@code outcomes} are the figures behind the tables, for
 * programs.
 */
public record Report(
    String title,
    Instant at,
    String setting,
    List<String> remarks,
    List<Table> tables,
    List<Target> targets,
    List<?> outcomes,
    boolean valid) {
  private static final DateTimeFormatter FILE_TIME =
      DateTimeFormatter.ofPattern("yyyyMMdd'T'HHmmss").withZone(ZoneOffset.UTC);

  public String text() {
    StringBuilder out = new StringBuilder("\n");
    for (Table table : allTables()) {
      out.append(table.text()).append('\n');
    }
    remarks.forEach(remark -> out.append(remark).append('\n'));
    return out.toString();
  }

  /** Writes {@code NAME-TIME.json} and {@code NAME-TIME.md}; returns the latter. */
  public Path write(Path folder, String name) throws IOException {
    Files.createDirectories(folder);
    String stem = name + "-" + FILE_TIME.format(at);
    Files.writeString(folder.resolve(stem + ".json"), Json.of(asMap()));
    return Files.writeString(folder.resolve(stem + ".md"), markdown());
  }

  private List<Table> allTables() {
    return Stream.concat(tables.stream(), Stream.of(Target.table(targets)))
        .filter(table -> !table.isEmpty())
        .toList();
  }

  private String markdown() {
    StringBuilder out =
        new StringBuilder("# " + title + "\n\n" + at + " · " + Machine.here().line());
    out.append("\n\n").append(setting).append("\n\n");
    allTables().forEach(table -> out.append(table.markdown()).append('\n'));
    remarks.forEach(remark -> out.append("- ").append(remark).append('\n'));
    return out.toString();
  }

  private Map<String, @Nullable Object> asMap() {
    Map<String, @Nullable Object> map = new LinkedHashMap<>();
    map.put("title", title);
    map.put("at", at);
    map.put("machine", Machine.here());
    map.put("setting", setting);
    map.put("valid", valid);
    map.put("remarks", remarks);
    map.put("targets", targets);
    map.put("outcomes", outcomes);
    return map;
  }
}
