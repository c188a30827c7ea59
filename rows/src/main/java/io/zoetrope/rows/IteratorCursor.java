package io.zoetrope.rows;

import java.util.Iterator;
import org.jspecify.annotations.Nullable;

/** The rows of an iterator. One thread. */
record IteratorCursor<T>(Iterator<? extends T> rows, Runnable onClose) implements Cursor<T> {

  @Override
  public @Nullable T next() {
    return rows.hasNext() ? rows.next() : null;
  }

  @Override
  public void close() {
    onClose.run();
  }
}
