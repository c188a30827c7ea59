package io.zoetrope.benchmarks.inner;

import io.zoetrope.rows.Column;
import io.zoetrope.rows.Cursor;
import io.zoetrope.rows.Table;
import io.zoetrope.rows.format.TableFormat;
import java.io.ByteArrayOutputStream;
import java.time.Instant;
import java.util.List;
import java.util.stream.LongStream;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;

/** A thousand rows, written to memory in each format. */
@State(Scope.Thread)
public class RowsBenchmark {
  private static final int ROWS = 1000;
  private static final Instant FIRST = Instant.parse("2026-11-21T10:00:00Z");

  private record Row(long number, Instant at, String camera, String json) {}

  private final Table<Row> table =
      new Table<>(
          "events",
          List.of(
              Column.number("number", Row::number),
              Column.time("at", Row::at),
              Column.text("camera", Row::camera),
              Column.json("data", Row::json)));
  private final List<Row> rows =
      LongStream.range(0, ROWS)
          .mapToObj(number ->
              new Row(
                  number,
                  FIRST.plusMillis(number * 37),
                  number % 4 == 0 ? "hall & stairs" : "door",
                  "{\"type\":\"viewers\",\"camera\":\"door\",\"viewers\":%d}".formatted(number)))
          .toList();
  private final ByteArrayOutputStream out = new ByteArrayOutputStream(1 << 20);
  private final byte[] written = written();

  @Benchmark
  public int floorCopy() {
    out.reset();
    out.writeBytes(written);
    return out.size();
  }

  @Benchmark
  public int html() throws Exception {
    return write(TableFormat.HTML);
  }

  @Benchmark
  public int csv() throws Exception {
    return write(TableFormat.CSV);
  }

  @Benchmark
  public int ndjson() throws Exception {
    return write(TableFormat.NDJSON);
  }

  private int write(TableFormat format) throws Exception {
    out.reset();
    try (Cursor<Row> cursor = Cursor.of(rows.iterator())) {
      var _ = format.write(table, cursor, out);
    }
    return out.size();
  }

  private byte[] written() {
    try {
      var _ = write(TableFormat.CSV);
      return out.toByteArray();
    } catch (Exception e) {
      throw new IllegalStateException(e);
    }
  }
}
