package io.zoetrope.rows;

import java.util.Iterator;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Rows, one after another, however many there are. One thread uses it, and closes it, which frees
 * what it holds: a statement, a connection, a file.
 *
 * @param <T> a row
 */
public interface Cursor<T> extends AutoCloseable {

  /**
   * The next row; may wait for it.
   *
   * @return null behind the last one
   * @throws Exception when the rows cannot be read; its message is a sentence for people
   */
  @Nullable T next() throws Exception;

  @Override
  void close();

  /** The rows of an iterator, which holds nothing that must be freed. */
  static <T> Cursor<T> of(Iterator<? extends T> rows) {
    return new IteratorCursor<>(rows, () -> {});
  }

  /** The rows of a stream, which is closed with the cursor. */
  static <T> Cursor<T> of(Stream<? extends T> rows) {
    return new IteratorCursor<>(rows.iterator(), rows::close);
  }
}
