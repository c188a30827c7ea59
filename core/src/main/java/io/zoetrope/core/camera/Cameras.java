package io.zoetrope.core.camera;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * All cameras of a server, in the order of the configuration. Immutable; any thread may call it.
 */
public final class Cameras implements AutoCloseable {
  private final Map<String, Camera> byId = new LinkedHashMap<>();
  private final List<Camera> inOrder;

  /**
   * Takes over these cameras, to close them in the end.
   *
   * @throws IllegalArgumentException when two have the same name
   */
  public Cameras(List<Camera> cameras) {
    inOrder = List.copyOf(cameras);
    for (Camera camera : inOrder) {
      if (byId.put(camera.id(), camera) != null) {
        throw new IllegalArgumentException("There are two cameras named '" + camera.id() + "'");
      }
    }
  }

  /** All of them, in their order. */
  public List<Camera> all() {
    return inOrder;
  }

  /** The camera of this name. */
  public Optional<Camera> find(String id) {
    return Optional.ofNullable(byId.get(id));
  }

  /** The camera at this place, counted from 0. */
  public Optional<Camera> at(int index) {
    return index < 0 || index >= inOrder.size()
        ? Optional.empty()
        : Optional.of(inOrder.get(index));
  }

  /** Closes all at once and waits, for a few seconds at most, until their devices are free. */
  @Override
  public void close() {
    List<Thread> closing = new ArrayList<>();
    for (Camera camera : inOrder) {
      closing.add(Thread.ofVirtual().start(camera::close));
    }
    for (Thread thread : closing) {
      try {
        thread.join();
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        return;
      }
    }
  }
}
