package io.zoetrope.rows.format;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.zoetrope.rows.Column;
import io.zoetrope.rows.Cursor;
import io.zoetrope.rows.Table;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The same rows in every format. */
class TableFormatTest {
  private record Trade(
      String stock,
      @Nullable Number price,
      @Nullable Boolean open,
      @Nullable Instant at,
      @Nullable String json) {}

  private static final Table<Trade> TRADES =
      new Table<>(
          "trades",
          List.of(
              Column.text("stock", Trade::stock),
              Column.number("price_eur", Trade::price),
              Column.flag("open", Trade::open),
              Column.time("at", Trade::at),
              Column.json("more", Trade::json)));

  private static final List<Trade> ROWS =
      List.of(
          new Trade(
              "A, \"B\"", 12L, true, Instant.parse("2026-11-21T13:41:12.345Z"), "{\"a\":\n[1, 2]}"),
          new Trade(
              "<b>", new BigDecimal("-1.50"), false, Instant.parse("1970-01-01T00:00:00Z"), "1 2"),
          new Trade("", null, null, null, null),
          new Trade(
              "ä€😀", Double.NaN, true, Instant.parse("2026-11-21T13:41:12.000001Z"), "\"ü\""));

  @Test
  void csv() throws Exception {
    assertThat(Cells.written(TableFormat.CSV, TableOptions.STANDARD, TRADES, ROWS))
        .isEqualTo(
            """
            stock,price_eur,open,at,more
            "A, ""B\""",12,true,2026-11-21T13:41:12.345Z,"{""a"":
            [1, 2]}"
            <b>,-1.50,false,1970-01-01T00:00:00.000Z,1 2
            "",,,,
            ä€😀,NaN,true,2026-11-21T13:41:12.000001Z,"\""ü""\"
            """
                .replace("\n", "\r\n")
                .replace(":\r\n", ":\n"));
  }

  @Test
  void ndjson() throws Exception {
    assertThat(Cells.written(TableFormat.NDJSON, TableOptions.STANDARD, TRADES, ROWS))
        .isEqualTo(
            """
            {"stock":"A, \\"B\\"","price_eur":12,"open":true,"at":"2026-11-21T13:41:12.345Z","more":{"a": [1, 2]}}
            {"stock":"<b>","price_eur":-1.50,"open":false,"at":"1970-01-01T00:00:00.000Z","more":"1 2"}
            {"stock":"","price_eur":null,"open":null,"at":null,"more":null}
            {"stock":"ä€😀","price_eur":null,"open":true,"at":"2026-11-21T13:41:12.000001Z","more":"ü"}
            """);
  }

  @Test
  void json() throws Exception {
    assertThat(
            Cells.written(
                TableFormat.JSON, TableOptions.STANDARD, TRADES, List.of(ROWS.get(2), ROWS.get(2))))
        .isEqualTo(
            """
            [
            {"stock":"","price_eur":null,"open":null,"at":null,"more":null},
            {"stock":"","price_eur":null,"open":null,"at":null,"more":null}
            ]
            """);
  }

  @Test
  void html() throws Exception {
    String page =
        Cells.written(
            TableFormat.HTML, TableOptions.STANDARD.withAbout("of <today>"), TRADES, ROWS);

    assertThat(page)
        .startsWith("<!doctype html>")
        .contains("<title>trades</title>")
        .contains("<th scope=\"col\">price eur</th>")
        .contains("<p>of &lt;today&gt;</p>")
        .contains("td:nth-child(2){text-align:right;white-space:nowrap}")
        .contains(
            "<tr><td>A, &quot;B&quot;</td><td>12</td><td>true</td><td>2026-11-21T13:41:12.345Z</td><td>{&quot;a&quot;:\n[1, 2]}</td></tr>\n")
        .contains("<tr><td></td><td></td><td></td><td></td><td></td></tr>\n")
        .contains("<p>4 rows: of &lt;today&gt;. This is the end of the table.</p>")
        .endsWith("</html>\n");
  }

  @Test
  void aPageTakesAProgramsSurroundingsAndMarksColumnsOfTimes() throws Exception {
    TablePage around = new TablePage("<link rel=\"stylesheet\" href=\"x.css\">", "<nav>←</nav>");
    String page =
        Cells.written(TableFormat.HTML, TableOptions.STANDARD.withPage(around), TRADES, ROWS);

    assertThat(page)
        .contains(
            "</style>\n<link rel=\"stylesheet\" href=\"x.css\"></head>\n<body>\n<nav>←</nav><header>")
        .contains("<th scope=\"col\" data-type=\"time\">at</th>");
    assertThat(Cells.written(TableFormat.CSV, TableOptions.STANDARD.withPage(around), TRADES, ROWS))
        .doesNotContain("nav");
  }

  @Test
  void anEmptyTableIsAWholeDocument() throws Exception {
    List<Trade> none = List.of();
    assertThat(Cells.written(TableFormat.CSV, TableOptions.STANDARD, TRADES, none))
        .isEqualTo("stock,price_eur,open,at,more\r\n");
    assertThat(Cells.written(TableFormat.NDJSON, TableOptions.STANDARD, TRADES, none)).isEmpty();
    assertThat(Cells.written(TableFormat.JSON, TableOptions.STANDARD, TRADES, none))
        .isEqualTo("[]\n");
    assertThat(Cells.written(TableFormat.HTML, TableOptions.STANDARD, TRADES, none))
        .contains("<tbody>\n</tbody>")
        .contains("<p>0 rows. This is the end of the table.</p>");
  }

  @Test
  void formatsAreFoundByTheirExtension() {
    assertThat(TableFormat.of("ndjson")).hasValue(TableFormat.NDJSON);
    assertThat(TableFormat.of("xls")).isEmpty();
    assertThat(TableFormat.CSV.mediaType()).isEqualTo("text/csv; charset=utf-8; header=present");
  }

  @ParameterizedTest
  @EnumSource
  void theFirstRowLeavesAtOnceAndTheRestInLargeChunks(TableFormat format) throws Exception {
    List<Integer> writes = new ArrayList<>();
    List<Integer> flushedAt = new ArrayList<>();
    List<Long> progress = new ArrayList<>();
    int rows = 10_000;
    List<Integer> asked = new ArrayList<>();
    Iterator<Trade> endless = Stream.generate(() -> ROWS.get(0)).peek(_ -> asked.add(1)).iterator();
    var out =
        new ByteArrayOutputStream() {
          @Override
          public synchronized void write(byte[] bytes, int from, int length) {
            super.write(bytes, from, length);
            writes.add(length);
          }

          @Override
          public void flush() {
            flushedAt.add(asked.size());
          }
        };

    long written =
        format.write(
            TRADES,
            Cursor.of(Stream.generate(endless::next).limit(rows)),
            out,
            TableOptions.STANDARD,
            progress::add);

    assertThat(written).isEqualTo(rows);
    assertThat(flushedAt.getFirst()).isEqualTo(1);
    assertThat(writes.size()).isLessThan(out.size() / 20_000);
    assertThat(writes).allMatch(length -> length <= 32 * 1024);
    assertThat(progress).isSorted().startsWith(1L).endsWith((long) rows);
    assertThat(progress.size()).isLessThan(writes.size() + 2);
  }

  @ParameterizedTest
  @EnumSource
  void anExceptionFromTheRowsIsThrownAndLeavesTheDocumentOpen(TableFormat format) throws Exception {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    Cursor<Trade> broken =
        new Cursor<>() {
          private int left = 2;

          @Override
          public Trade next() throws IOException {
            if (left-- == 0) {
              throw new IOException("The disk is gone.");
            }
            return ROWS.get(0);
          }

          @Override
          public void close() {}
        };

    assertThatThrownBy(() -> format.write(TRADES, broken, out)).hasMessage("The disk is gone.");

    assertThat(out.toString(StandardCharsets.UTF_8))
        .doesNotContain("</html>")
        .doesNotContain("\n]");
  }
}
