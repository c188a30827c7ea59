package io.zoetrope.app.catalog;

import io.zoetrope.catalog.Catalog;
import io.zoetrope.rows.Cursor;
import io.zoetrope.rows.Table;
import io.zoetrope.rows.TableQuery;
import io.zoetrope.rows.TableSource;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.function.Function;

/** A table of a catalog that is opened with the first who reads it. Any thread may call it. */
record LazyTable<T>(Table<T> table, LazyCatalog catalog, Function<Catalog, TableSource<T>> source)
    implements TableSource<T> {

  @Override
  public Cursor<T> open(TableQuery query) throws Exception {
    return source.apply(catalog.get()).open(query);
  }

  @Override
  public String version() throws Exception {
    return source.apply(catalog.get()).version();
  }

  @Override
  public String position(T row) {
    try {
      // Where the row came from, the catalog is open.
      return source.apply(catalog.get()).position(row);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
