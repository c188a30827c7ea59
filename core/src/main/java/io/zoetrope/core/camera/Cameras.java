package io.zoetrope.core.camera;

import io.zoetrope.core.media.FrameFactory;
import io.zoetrope.core.source.SourceOpener;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/**
 * All cameras of a server or program, in the order in which they were added. Any thread may call
 * it; nothing but {@link #close} blocks.
 */
public final class Cameras implements AutoCloseable {
  private final CameraResources shared;
  private final List<CameraObserver> observers = new CopyOnWriteArrayList<>();

  // Written under the lock of this.
  private volatile SequencedMap<String, Camera> byId = new LinkedHashMap<>(); // never changed
  private volatile Map<String, Camera> small = Map.of(); // by the id of the whole camera
  private boolean closed;

  /** Without a camera yet. */
  public Cameras(CameraResources shared) {
    this.shared = shared;
  }

  /** Adds one who hears what happens to the cameras that are added from now on. */
  public void observe(CameraObserver observer) {
    observers.add(observer);
  }

  /**
   * Adds a camera that is idle; it is closed at once if the others are.
   *
   * @param frames also makes the frames that the opener's sources deliver
   * @throws IllegalArgumentException when there is one with this id
   */
  public Camera add(
      CameraName name, SourceOpener opener, FrameFactory frames, CameraTimings timings) {
    Camera camera = newCamera(name, opener, frames, timings);
    if (!keep(camera)) {
      camera.close();
    }
    return camera;
  }

  /**
   * Adds the sub-stream of a camera: the same view in fewer pixels, a device of its own that opens
   * and closes like any other. To observers it is the camera's id followed by {@code /small}.
   *
   * @param frames also makes the frames that the opener's sources deliver
   */
  public Camera addSmall(
      Camera whole, SourceOpener opener, FrameFactory frames, CameraTimings timings) {
    CameraName name = new CameraName(whole.id() + "/small", whole.name().shown());
    Camera added = newCamera(name, opener, frames, timings);
    if (!keepSmall(whole, added)) {
      added.close();
    }
    return added;
  }

  private Camera newCamera(
      CameraName name, SourceOpener opener, FrameFactory frames, CameraTimings timings) {
    return new Camera(new CameraEnvironment(name, opener, frames, timings, observers, shared));
  }

  private synchronized boolean keepSmall(Camera whole, Camera added) {
    Map<String, Camera> more = new HashMap<>(small);
    more.put(whole.id(), added);
    small = Map.copyOf(more);
    return !closed;
  }

  private synchronized boolean keep(Camera camera) {
    checkNew(camera.id());
    SequencedMap<String, Camera> more = new LinkedHashMap<>(byId);
    more.put(camera.id(), camera);
    byId = more;
    return !closed;
  }

  /**
   * Looks whether a camera of this id can be added.
   *
   * @throws IllegalArgumentException when there is one with this id
   */
  public void checkNew(String id) {
    if (byId.containsKey(id)) {
      throw new IllegalArgumentException("There are two cameras named '" + id + "'");
    }
  }

  /** All of them, in their order. */
  public List<Camera> all() {
    return List.copyOf(byId.values());
  }

  /** The camera of this name. */
  public Optional<Camera> find(String id) {
    return Optional.ofNullable(byId.get(id));
  }

  /** The sub-stream of a camera, if it has one. */
  public Optional<Camera> small(Camera whole) {
    return Optional.ofNullable(small.get(whole.id()));
  }

  /** The camera at this place, counted from 0. */
  public Optional<Camera> at(int index) {
    return index < 0 ? Optional.empty() : byId.values().stream().skip(index).findFirst();
  }

  /** Closes all at once and waits, for a few seconds at most, until their devices are free. */
  @Override
  public void close() {
    try (ExecutorService closing = Executors.newVirtualThreadPerTaskExecutor()) {
      last().forEach(camera -> closing.execute(camera::close));
    }
  }

  private synchronized List<Camera> last() {
    closed = true;
    List<Camera> last = new ArrayList<>(byId.values());
    last.addAll(small.values());
    return last;
  }
}
