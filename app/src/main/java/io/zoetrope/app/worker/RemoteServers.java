package io.zoetrope.app.worker;

import io.zoetrope.base.Closer;
import io.zoetrope.recording.Recordings;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Function;
import tools.jackson.databind.JsonNode;

/**
 * The servers whose tasks are done here. Any thread may call it; calls may wait for Redis, and for
 * servers.
 */
final class RemoteServers implements AutoCloseable {

  /** One server as seen from this machine: its cameras and its recordings. */
  record RemoteServer(RemoteCameras cameras, Recordings recordings) {}

  private final KnownServers known;
  private final Function<String, RemoteServer> opening;
  private final Closer closer = new Closer();
  private final Map<String, RemoteServer> open = new TreeMap<>(); // guarded by itself

  /** Each is opened with its first task, which does not block. */
  RemoteServers(KnownServers known, Function<String, RemoteServer> opening) {
    this.known = known;
    this.opening = opening;
  }

  /** A task that no server is known to have taken in goes to one that has the camera. */
  Recordings recordings(Optional<String> takenInBy, JsonNode payload) throws IOException {
    String id = takenInBy.isPresent() ? takenInBy.get() : having(payload);
    return of(id).recordings();
  }

  private String having(JsonNode payload) throws IOException {
    String camera = payload.path("camera").asString("");
    List<String> ids = new ArrayList<>(known.find().keySet());
    while (ids.size() > 1 && !has(ids.getFirst(), camera)) {
      ids.removeFirst();
    }
    return ids.getFirst();
  }

  private boolean has(String id, String camera) {
    try {
      return of(id).cameras().find(camera).isPresent();
    } catch (UncheckedIOException e) {
      return false; // It does not answer.
    }
  }

  private RemoteServer of(String id) {
    synchronized (open) {
      return open.computeIfAbsent(
          id,
          _ -> {
            RemoteServer server = opening.apply(id);
            closer.add(server.cameras());
            return server;
          });
    }
  }

  @Override
  public void close() {
    closer.close();
  }
}
