package io.zoetrope.catalog.sql;

import java.io.IOException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Notices when the database was deleted or replaced: what is written to a file that has no name any
 * more is lost without a word. Any thread may call it.
 */
final class Presence {
  private static final Logger LOG = LoggerFactory.getLogger(Presence.class);

  private final Dialect engine;
  private final Runnable forgetConnections;
  private final Object turn = new Object();
  private volatile Object opened;

  /** Nobody may be given the connections to what is gone: {@code forgetConnections} sees to it. */
  Presence(Dialect engine, Runnable forgetConnections) {
    this.engine = engine;
    this.forgetConnections = forgetConnections;
    this.opened = engine.identity();
  }

  /** Opens what is there now, or makes a new one, if what was opened is gone. */
  void check() throws IOException {
    if (opened.equals(engine.identity())) {
      return;
    }
    synchronized (turn) {
      if (opened.equals(engine.identity())) {
        return;
      }
      LOG.warn(
          "The catalog was deleted or replaced while the server ran: what it kept is lost. A new one is made, unless another is in its place.");
      forgetConnections.run();
      engine.makeReady();
      Migrations.run(engine);
      opened = engine.identity();
    }
  }
}
