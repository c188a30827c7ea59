package io.zoetrope.rows.format;

import static org.assertj.core.api.Assertions.assertThat;

import io.zoetrope.rows.Table;
import java.io.StringReader;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVParser;
import org.apache.commons.csv.CSVRecord;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.json.JsonFactory;

/** Any text comes out of a real reader as it went in. */
class AnyTextTest {
  private static final int ROUNDS = Integer.getInteger("zoetrope.rounds", 20);
  private static final String HARD =
      "\",;'\r\n\t \\/<>&=+-@{}[]:#|%\0\u0007\u007F\u0085äß€\u2028\uFFFE😀\uD800\uDC00";

  static IntStream seeds() {
    return IntStream.range(0, ROUNDS);
  }

  @ParameterizedTest
  @MethodSource("seeds")
  void csv(int seed) throws Exception {
    List<@Nullable Object[]> rows = rows(new Random(seed));
    String written = Cells.written(TableFormat.CSV, TableOptions.STANDARD, table(), rows);

    CSVFormat reader =
        CSVFormat.RFC4180.builder().setHeader().setSkipHeaderRecord(true).setNullString(null).get();
    try (CSVParser parser = CSVParser.parse(new StringReader(written), reader)) {
      assertThat(parser.getHeaderNames()).containsExactly("one", "two", "three");
      List<CSVRecord> read = parser.getRecords();
      assertThat(read).hasSameSizeAs(rows);
      for (int row = 0; row < rows.size(); row++) {
        for (int at = 0; at < 3; at++) {
          Object value = rows.get(row)[at];
          String expected = value == null ? "" : withoutControls(whole((String) value));
          assertThat(read.get(row).get(at)).isEqualTo(expected);
        }
      }
    }
  }

  @ParameterizedTest
  @MethodSource("seeds")
  void json(int seed) throws Exception {
    List<@Nullable Object[]> rows = rows(new Random(seed));
    String array = Cells.written(TableFormat.JSON, TableOptions.STANDARD, table(), rows);
    String lines = Cells.written(TableFormat.NDJSON, TableOptions.STANDARD, table(), rows);

    assertThat(lines.lines().count()).isGreaterThanOrEqualTo(rows.size());
    assertThat(lines.chars().filter(one -> one == '\n').count()).isEqualTo(rows.size());
    assertThat(values(array)).isEqualTo(values(lines)).isEqualTo(expected(rows));
  }

  @ParameterizedTest
  @MethodSource("seeds")
  void html(int seed) throws Exception {
    List<@Nullable Object[]> rows = rows(new Random(seed));
    String page = Cells.written(TableFormat.HTML, TableOptions.STANDARD, table(), rows);

    List<String> cells = new ArrayList<>();
    int at = page.indexOf("<td>");
    while (at >= 0) {
      int end = page.indexOf('<', at + 4);
      assertThat(page.startsWith("</td>", end)).isTrue();
      cells.add(unescaped(page.substring(at + 4, end)));
      at = page.indexOf("<td>", end);
    }
    assertThat(cells)
        .isEqualTo(
            expected(rows).stream()
                .map(text -> text == null ? "" : withoutControls(text))
                .toList());
  }

  private static Table<@Nullable Object[]> table() {
    return new Table<>(
        "any", List.of(Cells.text("one", 0), Cells.text("two", 1), Cells.text("three", 2)));
  }

  private static List<@Nullable Object[]> rows(Random random) {
    return IntStream.range(0, random.nextInt(50))
        .<@Nullable Object[]>mapToObj(
            _ -> new @Nullable Object[] {text(random), text(random), text(random)})
        .toList();
  }

  /** Mostly short, sometimes longer than a chunk. */
  private static @Nullable String text(Random random) {
    if (random.nextInt(10) == 0) {
      return null;
    }
    int length = random.nextInt(50) == 0 ? random.nextInt(100_000) : random.nextInt(12);
    StringBuilder text = new StringBuilder(length);
    for (int at = 0; at < length; at++) {
      text.append(
          random.nextBoolean()
              ? HARD.charAt(random.nextInt(HARD.length()))
              : (char) ('a' + random.nextInt(26)));
    }
    return text.toString();
  }

  private static List<@Nullable String> expected(List<@Nullable Object[]> rows) {
    List<@Nullable String> texts = new ArrayList<>();
    for (@Nullable Object[] row : rows) {
      for (Object value : row) {
        texts.add(value == null ? null : whole((String) value));
      }
    }
    return texts;
  }

  private static List<@Nullable String> values(String json) {
    List<@Nullable String> texts = new ArrayList<>();
    try (JsonParser parser = new JsonFactory().createParser(ObjectReadContext.empty(), json)) {
      for (JsonToken token = parser.nextToken(); token != null; token = parser.nextToken()) {
        if (token == JsonToken.VALUE_NULL) {
          texts.add(null);
        } else if (token.isScalarValue()) {
          texts.add(parser.getString());
        }
      }
    }
    return texts;
  }

  /** With U+FFFD for each half of a pair that has lost the other. */
  private static String whole(String text) {
    StringBuilder whole = new StringBuilder();
    text.codePoints()
        .map(one -> one >= 0xD800 && one < 0xE000 ? 0xFFFD : one)
        .forEach(whole::appendCodePoint);
    return whole.toString();
  }

  private static String withoutControls(String text) {
    return text.replaceAll("[\\x00-\\x08\\x0B\\x0C\\x0E-\\x1F\\x7F-\\x9F]", "\uFFFD");
  }

  private static String unescaped(String html) {
    return html.replace("&lt;", "<")
        .replace("&gt;", ">")
        .replace("&quot;", "\"")
        .replace("&#39;", "'")
        .replace("&#13;", "\r")
        .replace("&amp;", "&");
  }
}
