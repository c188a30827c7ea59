package io.zoetrope.core.rendition;

import io.zoetrope.core.camera.Camera;
import io.zoetrope.core.stream.Subscription;
import io.zoetrope.core.stream.Viewer;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Executor;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/**
 * All renditions of all cameras: opened by their first viewer, shared by all who wish for the same,
 * closed some time after the last. Any thread may call it, event loops included: nothing but {@link
 * #close} blocks.
 */
public final class Renditions implements AutoCloseable {
  private static final Duration PATIENCE_AT_CLOSE = Duration.ofSeconds(3);

  private final RenditionEnvironment environment;
  private final ReentrantLock lock = new ReentrantLock();
  private final Map<Place, Rendition> open = new LinkedHashMap<>(); // guarded by the lock
  private final Map<Place, Rendition> closing = new LinkedHashMap<>(); // guarded by the lock
  private boolean ended; // guarded by the lock

  private record Place(Camera camera, RenditionKey key) {}

  public Renditions(RenditionEnvironment environment) {
    this.environment = environment;
  }

  /**
   * Lets a viewer watch a camera as it wishes; for the original pictures that is to join the
   * camera.
   *
   * @return the viewer's subscription, to be closed by whoever let it in
   * @throws RenditionRefusedException when there is no such rendition, and none can be opened
   * @see io.zoetrope.core.stream.MediaStream#join
   */
  public Subscription join(Camera camera, RenditionKey key, Viewer viewer, Executor executor)
      throws RenditionRefusedException {
    if (key.isOriginal()) {
      return camera.stream().join(viewer, executor);
    }
    Place place = new Place(camera, key);
    Rendition rendition = expectViewer(place);
    try {
      // Not under the lock: it calls the viewer's executor.
      return rendition.stream().join(viewer, executor);
    } finally {
      arrived(place, rendition);
    }
  }

  private Rendition expectViewer(Place place) throws RenditionRefusedException {
    Optional<Rendition> removed = Optional.empty();
    lock.lock();
    try {
      Rendition present = present(place);
      if (present == null) {
        removed = place.key().needsTranscoder() ? makeRoom(place) : Optional.empty();
        present =
            new Rendition(place.camera(), place.key(), environment, () -> audienceChanged(place));
        open.put(place, present);
      }
      present.expectViewer();
      return present;
    } finally {
      lock.unlock();
      removed.ifPresent(Rendition::close);
    }
  }

  private void arrived(Place place, Rendition rendition) {
    boolean watched;
    lock.lock();
    try {
      rendition.arrived();
      watched = rendition.isWatched();
    } finally {
      lock.unlock();
    }
    if (!watched) {
      audienceChanged(place); // It has left again before it was all in.
    }
  }

  /** What is wrong with the rendition, if it is open and anything is. */
  public Optional<RenditionFault> fault(Camera camera, RenditionKey key) {
    lock.lock();
    try {
      return Optional.ofNullable(open.get(new Place(camera, key))).flatMap(Rendition::fault);
    } finally {
      lock.unlock();
    }
  }

  /** The open renditions of a camera. */
  public List<RenditionStatus> of(Camera camera) {
    lock.lock();
    try {
      return open.values().stream()
          .filter(rendition -> rendition.camera() == camera)
          .map(Rendition::status)
          .toList();
    } finally {
      lock.unlock();
    }
  }

  /** Closes all and waits, for a few seconds at most, until their transcoders are closed. */
  @Override
  public void close() {
    List<Rendition> last;
    lock.lock();
    try {
      ended = true;
      last = List.copyOf(open.values());
      open.clear();
    } finally {
      lock.unlock();
    }
    last.forEach(Rendition::close);
    long deadline = System.nanoTime() + PATIENCE_AT_CLOSE.toNanos();
    try {
      for (Rendition rendition : last) {
        rendition.awaitClosed(Duration.ofNanos(deadline - System.nanoTime()));
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private @Nullable Rendition present(Place place) throws RenditionRefusedException {
    if (ended) {
      throw new RenditionRefusedException(RenditionFault.broken("the server is stopping"));
    }
    Rendition present = open.get(place);
    if (present != null) {
      Optional<RenditionFault> fault = present.fault();
      if (fault.isPresent() && fault.get().kind() == RenditionFault.Kind.UNSUPPORTED) {
        throw new RenditionRefusedException(fault.get());
      }
    }
    return present;
  }

  /**
   * One that nobody watches any more makes room at once.
   *
   * @return what is to be closed when the lock is free
   */
  private Optional<Rendition> makeRoom(Place wanted) throws RenditionRefusedException {
    if (environment.transcoders().isEmpty()) {
      throw new RenditionRefusedException(RenditionFault.NOTHING_INSTALLED);
    }
    closing.values().removeIf(Rendition::isOver);
    Rendition before = closing.get(wanted);
    if (before != null && before.isHanging()) {
      throw new RenditionRefusedException(RenditionFault.HANGING);
    }
    List<Place> transcoding =
        open.keySet().stream().filter(place -> place.key().needsTranscoder()).toList();
    long hanging = closing.values().stream().filter(Rendition::isHanging).count();
    if (transcoding.size() + hanging < environment.most()) {
      return Optional.empty();
    }
    for (Place place : transcoding) {
      Optional<Rendition> removed = removeIfUnwatched(place);
      if (removed.isPresent()) {
        return removed;
      }
    }
    throw new RenditionRefusedException(RenditionFault.tooMany(environment.most()));
  }

  private void audienceChanged(Place place) {
    Rendition watched;
    lock.lock();
    try {
      Rendition rendition = open.get(place);
      if (rendition == null) {
        return;
      }
      watched = rendition.isWatched() ? rendition : null;
      if (watched == null) {
        rendition.linger(
            environment.time().after(environment.linger(), () -> closeIfUnwatched(place)));
      } else {
        rendition.stopLingering();
      }
    } finally {
      lock.unlock();
    }
    if (watched != null) {
      watched.open();
    }
  }

  private void closeIfUnwatched(Place place) {
    Optional<Rendition> removed;
    lock.lock();
    try {
      removed = removeIfUnwatched(place);
    } finally {
      lock.unlock();
    }
    removed.ifPresent(Rendition::close);
  }

  /** Called under the lock; the caller closes it when it has let go of that. */
  private Optional<Rendition> removeIfUnwatched(Place place) {
    Rendition rendition = open.get(place);
    if (rendition == null || rendition.isWatched()) {
      return Optional.empty();
    }
    open.remove(place);
    closing.putIfAbsent(place, rendition);
    rendition.stopLingering();
    return Optional.of(rendition);
  }
}
