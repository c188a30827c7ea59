package io.zoetrope.rows;

import java.time.Instant;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * A column of a table. Immutable; any thread.
 *
 * @param <T> a row
 * @param name for programs: lower case, words joined by underscores
 * @param value what a row has there; null for nothing
 */
public record Column<T>(
    String name, ColumnType type, Function<? super T, ? extends @Nullable Object> value) {

  public static <T> Column<T> text(
      String name, Function<? super T, ? extends @Nullable CharSequence> value) {
    return new Column<>(name, ColumnType.TEXT, value);
  }

  public static <T> Column<T> number(
      String name, Function<? super T, ? extends @Nullable Number> value) {
    return new Column<>(name, ColumnType.NUMBER, value);
  }

  public static <T> Column<T> flag(
      String name, Function<? super T, ? extends @Nullable Boolean> value) {
    return new Column<>(name, ColumnType.BOOLEAN, value);
  }

  public static <T> Column<T> time(
      String name, Function<? super T, ? extends @Nullable Instant> value) {
    return new Column<>(name, ColumnType.TIME, value);
  }

  /** A column of texts that are JSON already. */
  public static <T> Column<T> json(
      String name, Function<? super T, ? extends @Nullable String> value) {
    return new Column<>(name, ColumnType.JSON, value);
  }
}
