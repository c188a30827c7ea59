package io.zoetrope.app.worker;

import io.zoetrope.app.presence.ServerRecord;
import io.zoetrope.core.time.Timekeeper;
import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * Where the servers are, or were when they last said so: a Redis that was silent for a while has
 * forgotten them, and a server that is there must not cost a task its attempts. Any thread may ask;
 * it may wait for a few round trips.
 */
final class KnownServers {
  private static final Duration BETWEEN_LOOKS = Duration.ofSeconds(1);

  @FunctionalInterface
  interface Registry {
    Map<String, ServerRecord> read() throws IOException;
  }

  private final Registry registry;
  private final Optional<URI> instead;
  private final String nobody;
  private final Timekeeper time;
  private final Map<String, ServerRecord> all = new TreeMap<>(); // guarded by itself
  private Set<String> present = Set.of(); // guarded by all
  private Optional<String> only = Optional.empty(); // guarded by all
  private long lookedAtNanos; // guarded by all

  /** Once a server is known, {@code instead} is its address, whatever it says. */
  KnownServers(Registry registry, Optional<URI> instead, String nobody, Timekeeper time) {
    this.registry = registry;
    this.instead = instead;
    this.nobody = nobody;
    this.time = time;
    this.lookedAtNanos = time.nanoTime() - BETWEEN_LOOKS.toNanos();
  }

  /**
   * The ids of those that say now that they are there; those of others would cost their tasks an
   * attempt. Looked up once a second, however often it is called.
   */
  Set<String> present() {
    synchronized (all) {
      if (time.nanoTime() - lookedAtNanos < BETWEEN_LOOKS.toNanos()) {
        return present;
      }
    }
    try {
      look();
    } catch (IOException e) {
      // Then nothing can be taken either, and whoever tries says why.
    }
    synchronized (all) {
      return present;
    }
  }

  /** Those that are there, or were when they could last be asked. */
  Map<String, ServerRecord> find() throws IOException {
    IOException failure = failureOfLook();
    synchronized (all) {
      if (all.isEmpty()) {
        throw failure;
      }
      Map<String, ServerRecord> found = new TreeMap<>(all);
      if (!present.isEmpty()) {
        found.keySet().retainAll(present);
      }
      return found;
    }
  }

  /** Where this one is, or was when it last said so. */
  ServerRecord find(String id) throws IOException {
    IOException failure = failureOfLook();
    synchronized (all) {
      ServerRecord found = all.get(id);
      if (found == null) {
        throw failure;
      }
      return found;
    }
  }

  /** Looks, and returns why a server that is not known then is not. */
  private IOException failureOfLook() {
    try {
      look();
      return new IOException(nobody);
    } catch (IOException e) {
      return e;
    }
  }

  private void look() throws IOException {
    Map<String, ServerRecord> found = new TreeMap<>(registry.read());
    synchronized (all) {
      lookedAtNanos = time.nanoTime();
      if (instead.isPresent() && !found.isEmpty()) {
        found = onlyOne(found, instead.get());
      }
      all.putAll(found);
      present = Set.copyOf(found.keySet());
    }
  }

  private Map<String, ServerRecord> onlyOne(Map<String, ServerRecord> found, URI url)
      throws IOException {
    if (found.size() == 1) {
      only = found.keySet().stream().findFirst();
    } else if (only.filter(found::containsKey).isEmpty()) {
      throw new IOException(
          "--server is for one server, but there are %d (%s): leave it out, and let each say with server.url where it is."
              .formatted(
                  found.size(),
                  found.values().stream()
                      .map(ServerRecord::toString)
                      .collect(Collectors.joining(", "))));
    }
    String id = only.orElseThrow();
    ServerRecord said = found.get(id);
    return said == null ? Map.of() : Map.of(id, new ServerRecord(url, said.key()));
  }
}
