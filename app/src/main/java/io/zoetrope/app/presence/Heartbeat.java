package io.zoetrope.app.presence;

import io.zoetrope.tasks.QueueUnavailableException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Says once how workers reach this server; to be run again and again, one thread at a time. Any
 * thread may close it, which takes it back.
 */
public final class Heartbeat implements Runnable, AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(Heartbeat.class);

  private final ServerRegistration registration;
  private final String id;
  private final ServerRecord server;
  private volatile boolean said;
  private volatile boolean closed;
  private volatile boolean failing;
  private boolean mistaken;

  public Heartbeat(ServerRegistration registration, String id, ServerRecord server) {
    this.registration = registration;
    this.id = id;
    this.server = server;
  }

  @Override
  public void run() {
    if (closed) {
      return;
    }
    try {
      if (said) {
        lookForOthers();
      }
      registration.renew(id, server);
      said = true;
      if (failing) {
        LOG.info("Workers can find this server again");
      }
      failing = false;
    } catch (QueueUnavailableException e) {
      if (!failing) {
        LOG.warn("Workers cannot find this server for now: {}", e.getMessage());
      }
      failing = true;
    }
    if (closed) {
      close();
    }
  }

  /** A folder that was copied has made two servers one: workers cannot tell them apart. */
  private void lookForOthers() {
    if (!mistaken) {
      registration
          .find(id)
          .filter(found -> !found.equals(server))
          .ifPresent(other -> {
            mistaken = true;
            LOG.warn(
                "The server at {} has this server's id, so workers mistake one for the other. Was the data folder copied? Stop one of them, delete {} in its data folder, and start it again.",
                other,
                ServerId.FILE);
          });
    }
  }

  @Override
  public void close() {
    closed = true;
    try {
      if (said && !failing) {
        registration.withdraw(id, server);
      }
    } catch (QueueUnavailableException e) {
      LOG.debug("Redis forgets this server by itself: {}", e.getMessage());
    }
  }
}
