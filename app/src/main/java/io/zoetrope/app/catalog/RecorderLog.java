package io.zoetrope.app.catalog;

import java.time.Duration;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Logs once when a recorder fails and once when it works again. Any thread. */
final class RecorderLog {
  private static final Logger LOG = LoggerFactory.getLogger(CatalogRecorder.class);
  private static final long BETWEEN_NANOS = Duration.ofMinutes(1).toNanos();

  // Guarded by this.
  private boolean failing;
  private long lost;
  private long untold;
  private long nextNanos = System.nanoTime();

  synchronized void fails(Throwable failure) {
    if (!failing) {
      failing = true;
      LOG.warn("Events are not being saved: {}", failure.getMessage());
    }
  }

  synchronized void works() {
    if (failing) {
      failing = false;
      LOG.info("Events are being saved again; {} were lost", untold);
      untold = 0;
    } else if (untold > 0 && System.nanoTime() - nextNanos >= 0) {
      LOG.warn("More happened than could be saved: {} events were lost", untold);
      untold = 0;
      nextNanos = System.nanoTime() + BETWEEN_NANOS;
    }
  }

  synchronized void lost(long messages) {
    lost += messages;
    untold += messages;
  }

  /** How many messages were lost in all. */
  synchronized long lost() {
    return lost;
  }

  synchronized boolean isFailing() {
    return failing;
  }
}
