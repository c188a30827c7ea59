package io.zoetrope.catalog.sql;

import static io.zoetrope.catalog.sql.SampleRows.all;
import static io.zoetrope.catalog.sql.SampleRows.events;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.zoetrope.catalog.EventRecord;
import io.zoetrope.rows.Cursor;
import io.zoetrope.rows.TableQuery;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Cursors hold a connection no longer than they need it. */
abstract class CursorContract extends CatalogContract {
  @Test
  void anInterruptedThreadGivesItsConnectionBackInOrder() throws Exception {
    catalog.add(events(0, 1000), List.of());
    boolean[] still = new boolean[1];
    Thread reader =
        Thread.ofVirtual()
            .start(() -> {
              try (Cursor<EventRecord> cursor = catalog.events().open(TableQuery.ALL)) {
                cursor.next();
                Thread.currentThread().interrupt();
              } catch (Exception e) {
                throw new AssertionError(e);
              }
              still[0] = Thread.currentThread().isInterrupted();
            });
    reader.join();

    assertThat(still).containsExactly(true);
    assertThat(catalog.connections().inUse()).isZero();
    assertThat(all(catalog.events())).hasSize(1000);
  }

  @Test
  void theConnectionIsFreeAfterTheLastRowBeforeTheCursorIsClosed() throws Exception {
    catalog.add(events(0, 1), List.of());
    try (Cursor<EventRecord> cursor = catalog.events().open(TableQuery.ALL)) {
      cursor.next();
      assertThat(cursor.next()).isNull();
      assertThat(catalog.connections().inUse()).isZero();
    }
  }

  @Test
  void tooManyOpenTablesRefuseOnlyTheNextOne() throws Exception {
    opensWithPatience(Duration.ofSeconds(2));
    catalog.add(events(0, 1000), List.of());
    List<Cursor<EventRecord>> open = new ArrayList<>();
    try {
      for (int i = 0; i < DatabaseCatalog.MOST_CURSORS; i++) {
        open.add(catalog.events().open(TableQuery.ALL));
      }
      assertThat(catalog.connections().openCursors()).isEqualTo(DatabaseCatalog.MOST_CURSORS);
      assertThatThrownBy(() -> catalog.tasks().open(TableQuery.ALL))
          .isInstanceOf(IOException.class)
          .hasMessageContaining("Too many tables are being read at once (8).");
      assertThat(catalog.newestEvent()).isPresent();
      catalog.add(events(1000, 1001), List.of());
    } finally {
      open.forEach(Cursor::close);
    }
    assertThat(all(catalog.events())).hasSize(1001);
  }
}
