package io.zoetrope.rows.format;

import io.zoetrope.rows.Column;
import io.zoetrope.rows.Cursor;
import io.zoetrope.rows.Table;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Tables for tests: each row is an array of what its cells hold. */
final class Cells {

  private Cells() {}

  static Column<@Nullable Object[]> text(String name, int at) {
    return Column.text(name, row -> (String) row[at]);
  }

  /** One column of texts. */
  static String texts(TableFormat format, TableOptions options, @Nullable String... texts)
      throws Exception {
    List<@Nullable Object[]> rows =
        Arrays.stream(texts).map(text -> new @Nullable Object[] {text}).toList();
    return written(format, options, new Table<>("texts", List.of(text("text", 0))), rows);
  }

  static <T> String written(
      TableFormat format, TableOptions options, Table<T> table, List<? extends T> rows)
      throws Exception {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    format.write(table, Cursor.of(rows.iterator()), out, options, _ -> {});
    return strict(out.toByteArray());
  }

  /** What is no UTF-8 fails. */
  static String strict(byte[] bytes) throws CharacterCodingException {
    return StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString();
  }
}
