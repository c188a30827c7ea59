package io.zoetrope.app.work;

import io.zoetrope.tasks.QueueUnavailableException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Says once how workers reach this server; to be run again and again. One thread at a time. */
final class Heartbeat implements Runnable {
  private static final Logger LOG = LoggerFactory.getLogger(Heartbeat.class);

  private final ServerRegistration registration;
  private final ServerRecord server;
  private boolean told = true;

  Heartbeat(ServerRegistration registration, ServerRecord server) {
    this.registration = registration;
    this.server = server;
  }

  @Override
  public void run() {
    try {
      registration.tell(server);
      if (!told) {
        LOG.info("Workers can find this server again");
      }
      told = true;
    } catch (QueueUnavailableException e) {
      if (told) {
        LOG.warn("Workers cannot find this server for now: {}", e.getMessage());
      }
      told = false;
    }
  }
}
