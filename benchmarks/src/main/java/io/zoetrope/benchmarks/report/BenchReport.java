package io.zoetrope.benchmarks.report;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.stream.Stream;
import tools.jackson.databind.MapperFeature;
import tools.jackson.databind.SerializationFeature;
import tools.jackson.databind.json.JsonMapper;

/**
 * What one command found out.
 *
 * @param outcomes the figures behind the tables, for programs
 * @param valid whether the figures can be trusted
 */
public record BenchReport(
    String title,
    Instant at,
    String setting,
    List<String> remarks,
    List<BenchTable<?>> tables,
    List<Target> targets,
    List<?> outcomes,
    boolean valid) {
  private static final DateTimeFormatter FILE_TIME =
      DateTimeFormatter.ofPattern("yyyyMMdd'T'HHmmss").withZone(ZoneOffset.UTC);
  private static final JsonMapper JSON =
      JsonMapper.builder()
          .enable(SerializationFeature.INDENT_OUTPUT)
          .disable(MapperFeature.SORT_PROPERTIES_ALPHABETICALLY)
          .build();

  /** The same figures in JSON. */
  private record ForPrograms(
      String title,
      Instant at,
      BenchMachine machine,
      String setting,
      boolean valid,
      List<String> remarks,
      List<Target> targets,
      List<?> outcomes) {}

  public String text() {
    StringBuilder out = new StringBuilder("\n");
    allTables().forEach(table -> out.append(table.text()).append('\n'));
    remarks.forEach(remark -> out.append(remark).append('\n'));
    return out.toString();
  }

  /** Writes {@code NAME-TIME.json} and {@code NAME-TIME.md}; returns the latter. */
  public Path write(Path folder, String name) throws IOException {
    Files.createDirectories(folder);
    String stem = name + "-" + FILE_TIME.format(at);
    Files.writeString(folder.resolve(stem + ".json"), json());
    return Files.writeString(folder.resolve(stem + ".md"), markdown());
  }

  private Stream<BenchTable<?>> allTables() {
    return Stream.concat(tables.stream(), Stream.of(Target.table(targets)))
        .filter(table -> !table.isEmpty());
  }

  private String markdown() {
    StringBuilder out = new StringBuilder("# " + title + "\n\n" + at + " · ");
    out.append(BenchMachine.here().line()).append("\n\n").append(setting).append("\n\n");
    allTables().forEach(table -> out.append(table.markdown()).append('\n'));
    remarks.forEach(remark -> out.append("- ").append(remark).append('\n'));
    return out.toString();
  }

  String json() {
    BenchMachine machine = BenchMachine.here();
    return JSON.writeValueAsString(
            new ForPrograms(title, at, machine, setting, valid, remarks, targets, outcomes))
        + "\n";
  }
}
