package io.zoetrope.benchmarks.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
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

  @Test
  void writesJson() {
    Map<String, @Nullable Object> map = new LinkedHashMap<>();
    map.put("text", "a \"b\"\n");
    map.put("none", null);
    map.put("machine", new Machine("cpu", 2, "os", "25"));
    map.put("list", Arrays.asList(1, 2.5, Double.NaN, true));
    assertThat(Json.of(map).replaceAll("\\s+", " ").trim())
        .isEqualTo(
            "{ \"text\": \"a \\\"b\\\"\\u000a\", \"none\": null, \"machine\": { \"processor\": \"cpu\","
                + " \"cores\": 2, \"system\": \"os\", \"java\": \"25\" },"
                + " \"list\": [ 1, 2.5000, null, true ] }");
  }
}
