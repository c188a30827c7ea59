package io.zoetrope.rows.format;

import static org.assertj.core.api.Assertions.assertThat;

import io.zoetrope.rows.Column;
import io.zoetrope.rows.Table;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.json.JsonFactory;

/** Values from strangers stay values. */
class HarmlessTest {
  private static final TableOptions SAFE = TableOptions.STANDARD.safeForSpreadsheets();

  @Test
  void aPageRunsNothing() throws Exception {
    assertThat(
            Cells.texts(
                TableFormat.HTML, TableOptions.STANDARD, "<script>alert('x' & \"y\")</script>"))
        .contains("<td>&lt;script&gt;alert(&#39;x&#39; &amp; &quot;y&quot;)&lt;/script&gt;</td>")
        .doesNotContain("<script>");
  }

  @Test
  void namesOfColumnsAndTablesRunNothingEither() throws Exception {
    Table<String> table = new Table<>("<i>", List.of(Column.text("\"<b>,", row -> row)));
    assertThat(Cells.written(TableFormat.HTML, TableOptions.STANDARD, table, List.of("x")))
        .contains("<h1>&lt;i&gt;</h1>")
        .contains("&quot;&lt;b&gt;,</th>");
    assertThat(Cells.written(TableFormat.CSV, TableOptions.STANDARD, table, List.of("x")))
        .isEqualTo("\"\"\"<b>,\"\r\nx\r\n");
    assertThat(Cells.written(TableFormat.NDJSON, TableOptions.STANDARD, table, List.of("x")))
        .isEqualTo("{\"\\\"<b>,\":\"x\"}\n");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          =CMD()       | "'=CMD()"
          @SUM(1)      | "'@SUM(1)"
          +1+cmd       | "'+1+cmd"
          -2+3         | "'-2+3"
          `\ta`        | "'\ta"
          -12.5        | -12.5
          +49          | +49
          -1e9         | -1e9
          a=b          | a=b
          =1,"2"!      | "'=1,""2""!"
          """)
  void aSpreadsheetComputesNothingWhenAsked(String value, String cell) throws Exception {
    assertThat(Cells.texts(TableFormat.CSV, SAFE, value.translateEscapes()))
        .isEqualTo("\uFEFFtext\r\n" + cell.translateEscapes() + "\r\n");
  }

  @Test
  void cellsStayAsTheyAreUnlessAsked() throws Exception {
    assertThat(Cells.texts(TableFormat.CSV, TableOptions.STANDARD, "=CMD()"))
        .isEqualTo("text\r\n=CMD()\r\n");
  }

  @Test
  void numbersAreNotFormulas() throws Exception {
    Table<Integer> table = new Table<>("n", List.of(Column.number("n", row -> row)));
    assertThat(Cells.written(TableFormat.CSV, SAFE, table, List.of(-5)))
        .isEqualTo("\uFEFFn\r\n-5\r\n");
  }

  @Test
  void invalidCharactersAreReplaced() throws Exception {
    String bad = "a\0b\u0007c\uD800d\uDC00e\u0085f\uDBFF";
    assertThat(Cells.texts(TableFormat.CSV, TableOptions.STANDARD, bad))
        .contains("a\uFFFDb\uFFFDc\uFFFDd\uFFFDe\uFFFDf\uFFFD");
    assertThat(Cells.texts(TableFormat.HTML, TableOptions.STANDARD, bad))
        .contains("<td>a\uFFFDb\uFFFDc\uFFFDd\uFFFDe\uFFFDf\uFFFD</td>");
    assertThat(Cells.texts(TableFormat.NDJSON, TableOptions.STANDARD, bad))
        .isEqualTo("{\"text\":\"a\\u0000b\\u0007c\uFFFDd\uFFFDe\u0085f\uFFFD\"}\n");
  }

  @Test
  void jsonStaysJsonOnOneLine() throws Exception {
    assertThat(json("{\"a\":1}")).isEqualTo("{\"a\":1}");
    assertThat(json("[1,\r\n2]")).isEqualTo("[1,  2]");
    assertThat(json("-1.5e3")).isEqualTo("-1.5e3");
    assertThat(json("\"\uD800\"")).isEqualTo("\"\uFFFD\"");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        " ",
        "nonsense",
        "{\"a\":1",
        "{\"a\":1}}",
        "{\"a\":01}",
        "{\"a\":1}{\"b\":2}",
        "1,\"b\":2",
        "1}",
        "{\"a\":\"\\u0x\"}",
        "\"a\nb\"",
        "{\"a\" 1}",
        "[1,]",
        "NaN",
        "// no\n1"
      })
  void invalidJsonBecomesText(String value) throws Exception {
    String written = json(value);

    assertThat(written).startsWith("\"").endsWith("\"").doesNotContain("\n");
    try (JsonParser parser = new JsonFactory().createParser(ObjectReadContext.empty(), written)) {
      assertThat(parser.nextToken()).isEqualTo(JsonToken.VALUE_STRING);
      assertThat(parser.getString()).isEqualTo(value);
    }
  }

  /** A cell of JSON as it stands in a line. */
  private static String json(String value) throws Exception {
    Table<String> table = new Table<>("j", List.of(Column.json("j", row -> row)));
    String line = Cells.written(TableFormat.NDJSON, TableOptions.STANDARD, table, List.of(value));
    assertThat(line).startsWith("{\"j\":").endsWith("}\n");
    return line.substring(5, line.length() - 2);
  }
}
