package io.zoetrope.benchmarks.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class BenchTableTest {
  private record Row(String server, double rate, String note) {}

  private final BenchTable<Row> table =
      new BenchTable<>(List.of(new Row("floor", 9.5, ""), new Row("zoetrope", 1000, "ab")))
          .column("server", Row::server)
          .column("MB/s", Row::rate)
          .column("note", Row::note);

  @Test
  void alignsWordsLeftAndNumbersRight() {
    assertThat(table.text())
        .isEqualTo(
            """
            server      MB/s  note
            floor        9.5
            zoetrope  1000.0  ab
            """);
  }

  @Test
  void isMarkdown() {
    assertThat(table.markdown())
        .isEqualTo(
            """
            | server | MB/s | note |
            |---|---|---|
            | floor | 9.5 |  |
            | zoetrope | 1000.0 | ab |
            """);
  }
}
