package io.zoetrope.app.catalog;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.awaitility.Awaitility.await;

import io.zoetrope.app.time.Repeating;
import io.zoetrope.catalog.Catalog;
import io.zoetrope.catalog.EventRecord;
import io.zoetrope.core.fixture.SettableClock;
import io.zoetrope.rows.TableQuery;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

final class LazyCatalogTest {
  private final SettableClock clock = new SettableClock();
  private final FakeCatalog catalog = new FakeCatalog();
  private final AtomicInteger openings = new AtomicInteger();
  private volatile boolean away;

  private final LazyCatalog late =
      new LazyCatalog(
          () -> {
            openings.incrementAndGet();
            if (away) {
              throw new IOException("PostgreSQL does not answer.");
            }
            return catalog;
          },
          clock);

  @Test
  void aTableOpensTheCatalogOnce() throws Exception {
    LazyTable<?> table = new LazyTable<>(EventRecord.TABLE, late, Catalog::events);
    assertThat(table.table().name()).isEqualTo("events");
    assertThat(openings).hasValue(0);
    table.open(TableQuery.ALL).close();
    assertThat(table.version()).isEqualTo("1");
    assertThat(openings).hasValue(1);
  }

  @Test
  void aFailureAnswersCallsSoonAfterThenOpeningIsRetried() {
    away = true;
    assertThatExceptionOfType(IOException.class)
        .isThrownBy(late::get)
        .withMessage("PostgreSQL does not answer.");
    away = false;
    assertThatExceptionOfType(IOException.class)
        .isThrownBy(late::get)
        .withMessage("PostgreSQL does not answer.");
    assertThat(openings).hasValue(1);
    clock.advance(Duration.ofSeconds(2));
    assertThat(late).satisfies(opened -> assertThat(opened.get()).isSameAs(catalog));
  }

  @Test
  void aClosedCatalogIsNotOpenedAgain() {
    late.close();
    assertThatExceptionOfType(IOException.class).isThrownBy(late::get);
    assertThat(openings).hasValue(0);
  }

  @Test
  void oldRowsAreForgottenEveryHourIfThereAreAny() {
    AtomicInteger asked = new AtomicInteger();
    try (Repeating _ =
        new Retention(late, () -> asked.incrementAndGet() > 1, Duration.ofDays(7), clock).start()) {
      Instant start = clock.now();
      clock.advance(Retention.FIRST);
      // Nothing is there yet, so nothing is made.
      await().until(() -> asked.get() == 1 && clock.pending() == 1);
      assertThat(openings).hasValue(0);
      clock.advance(Retention.PERIOD);
      await().until(() -> !catalog.forgotten().isEmpty());
      assertThat(catalog.forgotten())
          .containsExactly(
              start.plus(Retention.FIRST).plus(Retention.PERIOD).minus(Duration.ofDays(7)));
    }
  }
}
