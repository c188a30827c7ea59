package io.zoetrope.catalog.sql;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import java.io.IOException;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.JdbiException;

/**
 * The connections of a catalog: some to write, some for tables that are being read. Any thread may
 * call it, and may wait for a connection.
 */
final class Connections implements AutoCloseable {
  /**
   * How long a connection may take: not to find a database that is away, which is known at once.
   */
  private static final Duration IDLE = Duration.ofMinutes(1);

  /** In addition to those of cursors: small queries never wait until a table has been read. */
  private static final int FOR_SMALL_QUESTIONS = 2;

  private final Dialect engine;
  private final HikariDataSource writing;
  private final HikariDataSource reading;
  private final Jdbi writer;
  private final Jdbi reader;
  private final int mostCursors;
  private final Duration patience;
  private final Semaphore cursors;
  private final Presence presence;

  /**
   * @param patience how long one waits for a connection, or for a cursor
   */
  Connections(Dialect engine, int mostCursors, Duration patience) {
    this.engine = engine;
    this.patience = patience;
    this.mostCursors = mostCursors;
    cursors = new Semaphore(mostCursors, true);
    HikariConfig forWriting = configuration("catalog-writing");
    engine.forWriting(forWriting);
    HikariConfig forReading = configuration("catalog-reading");
    forReading.setMaximumPoolSize(mostCursors + FOR_SMALL_QUESTIONS);
    engine.forReading(forReading);
    writing = new HikariDataSource(forWriting);
    reading = new HikariDataSource(forReading);
    writer = Jdbi.create(writing);
    reader = Jdbi.create(reading);
    presence = new Presence(engine, this::forgetAll);
  }

  private void forgetAll() {
    writing.getHikariPoolMXBean().softEvictConnections();
    reading.getHikariPoolMXBean().softEvictConnections();
  }

  private HikariConfig configuration(String name) {
    HikariConfig config = new HikariConfig();
    config.setPoolName(name);
    config.setDataSource(engine.dataSource());
    config.setMinimumIdle(0);
    config.setIdleTimeout(IDLE.toMillis());
    config.setConnectionTimeout(patience.toMillis());
    // The first connection is made with the first question.
    config.setInitializationFailTimeout(-1);
    // Otherwise the first transaction would undo the settings of a new connection.
    config.setIsolateInternalQueries(true);
    return config;
  }

  interface Work<R> {
    R with(Handle handle) throws SQLException;
  }

  /** Does all or nothing of it, once more on another connection if the first is lost. */
  <R> R write(Work<R> work) throws IOException {
    return twice(() -> {
      try (Handle handle = opened(writer)) {
        try {
          engine.begin(handle.getConnection());
          R result = work.with(handle);
          handle.execute("COMMIT");
          return result;
        } catch (SQLException | RuntimeException e) {
          rollback(handle, e);
          throw e;
        }
      }
    });
  }

  /** A failure to connect is not tried again at once: the pool has tried long enough. */
  private Handle opened(Jdbi jdbi) throws IOException {
    try {
      return jdbi.open();
    } catch (JdbiException e) {
      throw SqlErrors.sentence(engine, e);
    }
  }

  private void rollback(Handle handle, Exception failure) {
    boolean undone = true;
    try {
      handle.execute("ROLLBACK");
    } catch (JdbiException e) {
      // The database has done so, or cannot be asked any more.
      undone = false;
    }
    if (!undone || SqlErrors.isLost(engine, failure)) {
      drop(writing, handle.getConnection());
    }
  }

  /** Closes it, and has the pool make another one, if the pool has not done so itself. */
  private static void drop(HikariDataSource pool, Connection connection) {
    boolean dropped;
    try {
      dropped = connection.isClosed();
    } catch (SQLException e) {
      dropped = false;
    }
    if (!dropped) {
      pool.evictConnection(connection);
    }
  }

  <R> R read(Work<R> work) throws IOException {
    return twice(() -> {
      try (Handle handle = opened(reader)) {
        try {
          return work.with(handle);
        } catch (SQLException | RuntimeException e) {
          forget(handle.getConnection(), e);
          throw e;
        }
      }
    });
  }

  /** A connection for a cursor, to be given back to {@link #release}. */
  Connection lease() throws IOException {
    boolean granted;
    try {
      granted = cursors.tryAcquire(patience.toMillis(), TimeUnit.MILLISECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException("Reading the catalog was broken off.", e);
    }
    if (!granted) {
      throw new IOException(
          "Too many tables are being read at once (%d). Try again when one is done."
              .formatted(mostCursors));
    }
    try {
      return reading.getConnection();
    } catch (SQLException | RuntimeException e) {
      cursors.release();
      throw SqlErrors.sentence(engine, e);
    }
  }

  /** Also from a thread that is interrupted: to it, sockets would be closed. */
  void release(Connection connection) {
    boolean interrupted = Thread.interrupted();
    try {
      connection.close();
    } catch (SQLException e) {
      drop(reading, connection);
    } finally {
      cursors.release();
      if (interrupted) {
        Thread.currentThread().interrupt();
      }
    }
  }

  /** Takes a connection of readers out of the pool if it is of no use after this. */
  void forget(Connection connection, Exception failure) {
    if (SqlErrors.isLost(engine, failure)) {
      drop(reading, connection);
    }
  }

  int openCursors() {
    return mostCursors - cursors.availablePermits();
  }

  int inUse() {
    return writing.getHikariPoolMXBean().getActiveConnections()
        + reading.getHikariPoolMXBean().getActiveConnections();
  }

  /**
   * A connection may be lost since it was last used, as when the database was restarted. To do it
   * twice does no harm: what is there already is not added again.
   */
  <R, X extends Exception> R twice(DatabaseAttempt<R, X> attempt) throws IOException, X {
    presence.check();
    for (boolean again = true; ; again = false) {
      try {
        return attempt.whenFree(engine);
      } catch (SQLException | RuntimeException e) {
        if (!again || !SqlErrors.isLost(engine, e)) {
          throw SqlErrors.sentence(engine, e);
        }
      }
    }
  }

  @Override
  public void close() {
    reading.close();
    writing.close();
  }
}
