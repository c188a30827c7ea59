package io.zoetrope.app.worker;

import io.zoetrope.base.Closer;
import java.io.IOException;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import tools.jackson.databind.JsonNode;

/** One client for each server. Any thread may call it; calls to a server block. */
final class ServerClients implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(ServerClients.class);

  private final KnownServers known;
  private final Closer closer = new Closer();
  private final Map<String, ServerClient> open = new TreeMap<>(); // guarded by itself

  ServerClients(KnownServers known) {
    this.known = known;
  }

  /** The one of the server with this id, wherever that is at the time of a call. */
  ServerClient of(String id) {
    synchronized (open) {
      return open.computeIfAbsent(id, _ -> closer.add(new ServerClient(() -> known.find(id))));
    }
  }

  /**
   * The names of all cameras of the servers that answer.
   *
   * @throws IOException when none does; the message is a sentence for people
   */
  Set<String> cameras() throws IOException, InterruptedException {
    Set<String> names = new TreeSet<>();
    IOException failure = null;
    boolean answered = false;
    for (String id : known.find().keySet()) {
      try {
        for (JsonNode camera : of(id).cameras()) {
          names.add(camera.path("id").asString(""));
        }
        answered = true;
      } catch (IOException e) {
        failure = e;
      }
    }
    if (failure != null && !answered) {
      throw failure;
    }
    if (failure != null) {
      LOG.warn("{} Its tasks wait.", failure.getMessage());
    }
    return names;
  }

  @Override
  public void close() {
    closer.close();
  }
}
