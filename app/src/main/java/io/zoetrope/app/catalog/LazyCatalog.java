package io.zoetrope.app.catalog;

import io.zoetrope.catalog.Catalog;
import io.zoetrope.core.time.Timekeeper;
import java.io.IOException;
import java.time.Duration;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A catalog that is opened when it is first needed: whoever only watches does not wait for a
 * database. Any thread may call it; opening may take as long as a network.
 */
final class LazyCatalog implements AutoCloseable {
  /** For so long one failure answers all who ask, or each would wait for another. */
  private static final Duration FAILURE_STANDS = Duration.ofSeconds(2);

  /** Opens a catalog; may block. */
  @FunctionalInterface
  interface Opening {
    Catalog open() throws IOException;
  }

  private final Opening opening;
  private final Timekeeper time;

  private final Object turn = new Object();
  private @Nullable IOException failure; // guarded by turn
  private long failedNanos; // guarded by turn

  private final Object lock = new Object();
  private @Nullable Catalog open; // guarded by lock
  private boolean closed; // guarded by lock

  LazyCatalog(Opening opening, Timekeeper time) {
    this.opening = opening;
    this.time = time;
  }

  /**
   * The open catalog.
   *
   * @throws IOException when it cannot be opened; its message is a sentence for people
   */
  Catalog get() throws IOException {
    Optional<Catalog> there = ifOpen();
    if (there.isPresent()) {
      return there.get();
    }
    synchronized (turn) {
      there = ifOpen();
      return there.isPresent() ? there.get() : open();
    }
  }

  /** The catalog if it is open. Does not block. */
  Optional<Catalog> ifOpen() throws IOException {
    synchronized (lock) {
      if (closed) {
        throw new IOException("The server is stopping.");
      }
      return Optional.ofNullable(open);
    }
  }

  private Catalog open() throws IOException {
    if (failure != null && time.nanoTime() - failedNanos < FAILURE_STANDS.toNanos()) {
      throw new IOException(failure.getMessage(), failure);
    }
    Catalog opened;
    try {
      opened = opening.open();
      failure = null;
    } catch (IOException e) {
      failure = e;
      failedNanos = time.nanoTime();
      throw e;
    }
    synchronized (lock) {
      if (!closed) {
        open = opened;
        return opened;
      }
    }
    opened.close();
    throw new IOException("The server is stopping.");
  }

  /**
   * Closes it if it is open; from now on it is not opened any more. Does not wait for who opens.
   */
  @Override
  public void close() {
    Catalog last;
    synchronized (lock) {
      closed = true;
      last = open;
      open = null;
    }
    if (last != null) {
      last.close();
    }
  }
}
