package io.zoetrope.app.catalog;

import io.zoetrope.base.LazyPart;
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

  private final LazyPart.Opening<Catalog, IOException> opening;
  private final Timekeeper time;
  private final LazyPart<Catalog, IOException> part = new LazyPart<>(this::open, IOException::new);

  private @Nullable IOException failure; // used by the one that opens
  private long failedNanos; // used by the one that opens

  LazyCatalog(LazyPart.Opening<Catalog, IOException> opening, Timekeeper time) {
    this.opening = opening;
    this.time = time;
  }

  Catalog get() throws IOException {
    return part.get();
  }

  Optional<Catalog> ifOpen() throws IOException {
    return part.ifOpen();
  }

  private Catalog open() throws IOException {
    if (failure != null && time.nanoTime() - failedNanos < FAILURE_STANDS.toNanos()) {
      throw new IOException(failure.getMessage(), failure);
    }
    try {
      Catalog opened = opening.open();
      failure = null;
      return opened;
    } catch (IOException e) {
      failure = e;
      failedNanos = time.nanoTime();
      throw e;
    }
  }

  /**
   * Closes it if it is open; from now on it is not opened any more. Does not wait for who opens.
   */
  @Override
  public void close() {
    part.close();
  }
}
