package io.zoetrope.benchmarks.rows;

import io.zoetrope.benchmarks.load.Spread;
import io.zoetrope.benchmarks.server.ReadLocks;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/**
 * Clients that leave in the middle of a table.
 *
 * @param firstRowMillis until the first row came, each time
 * @param freeMillis until the database's cursor was closed, each time
 * @param stuck how many were still open after ten seconds
 */
public record Leaving(List<Double> firstRowMillis, List<Double> freeMillis, int stuck) {
  private static final long PATIENCE_NANOS = TimeUnit.SECONDS.toNanos(10);
  private static final long LOOK_NANOS = TimeUnit.MICROSECONDS.toNanos(500);
  private static final int ROWS = 1000;

  /** Opens so many tables of the server one after another, reads some rows, and goes away. */
  public static Leaving of(TableServer server, List<RowRounds.Entry> tables, Path file, int times)
      throws IOException {
    ReadLocks locks = new ReadLocks(server.pid(), file);
    List<Double> first = new ArrayList<>();
    List<Double> free = new ArrayList<>();
    int stuck = 0;
    for (int i = 0; i < times; i++) {
      RowRounds.Entry table = tables.get(i % tables.size());
      long left;
      try (TableReader reader =
          new TableReader(server.resolve(table.path()), table.form(), TableReader.Pace.SLOW)) {
        reader.readRows(ROWS);
        first.add(reader.firstRowMillis());
        if (!locks.held()) {
          throw new IOException("no cursor is open while a table is read");
        }
        left = System.nanoTime();
      }
      while (locks.held() && System.nanoTime() - left < PATIENCE_NANOS) {
        LockSupport.parkNanos(LOOK_NANOS);
      }
      stuck += locks.held() ? 1 : 0;
      free.add((System.nanoTime() - left) / 1e6);
    }
    return new Leaving(List.copyOf(first), List.copyOf(free), stuck);
  }

  public Spread firstRow() {
    return spread(firstRowMillis);
  }

  public Spread free() {
    return spread(freeMillis);
  }

  private static Spread spread(List<Double> values) {
    return Spread.of(values.stream().mapToDouble(Double::doubleValue).toArray());
  }
}
