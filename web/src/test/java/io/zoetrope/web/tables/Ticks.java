package io.zoetrope.web.tables;

import io.zoetrope.rows.BadPageTokenException;
import io.zoetrope.rows.Column;
import io.zoetrope.rows.Cursor;
import io.zoetrope.rows.Table;
import io.zoetrope.rows.TableQuery;
import io.zoetrope.rows.TableSource;
import java.io.IOException;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/** A table {@code ticks} of as many numbers as one likes, the highest first. */
public final class Ticks implements TableSource<Long> {
  private static final Table<Long> TABLE =
      new Table<>(
          "ticks",
          List.of(
              Column.number("n", n -> n),
              Column.text("text", n -> n % 2 == 0 ? "<script>" : "=CMD()"),
              Column.time("at", Instant::ofEpochSecond)),
          List.of("camera", "kind"));

  final AtomicInteger open = new AtomicInteger();
  final AtomicInteger opened = new AtomicInteger();
  final AtomicInteger interrupted = new AtomicInteger();
  final AtomicLong made = new AtomicLong();
  final AtomicReference<String> version = new AtomicReference<>("v1");
  final AtomicReference<TableQuery> asked = new AtomicReference<>(TableQuery.ALL);
  private final long rows;
  private volatile long failsAfter = Long.MAX_VALUE;
  private volatile long waitsAfter = Long.MAX_VALUE;
  private volatile @Nullable IOException broken;

  public Ticks(long rows) {
    this.rows = rows;
  }

  Ticks failingAfter(long count) {
    failsAfter = count;
    return this;
  }

  /** Waits for ever when so many rows were read, as a database may. */
  Ticks waitingAfter(long count) {
    waitsAfter = count;
    return this;
  }

  Ticks broken(String sentence) {
    broken = new IOException(sentence);
    return this;
  }

  @Override
  public Table<Long> table() {
    return TABLE;
  }

  @Override
  public Cursor<Long> open(TableQuery query) throws Exception {
    check();
    asked.set(query);
    String after = query.after().orElse(String.valueOf(rows + 1));
    if (!after.matches("\\d{1,18}")) {
      throw new BadPageTokenException("There is no row at this place; leave after away.");
    }
    open.incrementAndGet();
    opened.incrementAndGet();
    long first = Long.parseLong(after) - 1;
    return new Cursor<>() {
      private long count;

      @Override
      public @Nullable Long next() throws Exception {
        if (count == failsAfter) {
          throw new IOException("The disk is gone.");
        }
        if (count == waitsAfter) {
          await();
        }
        made.incrementAndGet();
        return count == query.most() || first - count < 1 ? null : first - count++;
      }

      @Override
      public void close() {
        open.decrementAndGet();
      }
    };
  }

  @Override
  public String version() throws Exception {
    check();
    return version.get();
  }

  @Override
  public String position(Long row) {
    return String.valueOf(row);
  }

  private void check() throws IOException {
    IOException failure = broken;
    if (failure != null) {
      throw failure;
    }
  }

  private void await() throws InterruptedException {
    try {
      new CountDownLatch(1).await();
    } catch (InterruptedException e) {
      interrupted.incrementAndGet();
      throw e;
    }
  }
}
