package io.zoetrope.benchmarks.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class TableTest {
  private final Table table =
      new Table("server", "MB/s", "note")
          .row(List.of("floor", "9.5", ""))
          .row(List.of("zoetrope", "1000.0", "a|b"));

  @Test
  void alignsWordsLeftAndNumbersRight() {
    assertThat(table.text())
        .isEqualTo(
            """
            server      MB/s  note
            floor        9.5
            zoetrope  1000.0  a|b
            """);
  }

  @Test
  void isMarkdownToo() {
    assertThat(table.markdown())
        .isEqualTo(
            """
            | server | MB/s | note |
            |---|---|---|
            | floor | 9.5 |  |
            | zoetrope | 1000.0 | a\\|b |
            """);
  }
}
