package io.zoetrope.core.rendition;

import io.zoetrope.base.StateLock;
import io.zoetrope.core.camera.Camera;
import io.zoetrope.core.camera.CameraResources;
import io.zoetrope.core.stream.Subscription;
import io.zoetrope.core.stream.Viewer;
import io.zoetrope.core.transcode.TranscoderProvider;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Executor;
import org.jspecify.annotations.Nullable;

/**
 * All renditions of all cameras: opened by their first viewer, shared by all who ask for the same,
 * closed some time after the last. Any thread may call it, event loops included: nothing but {@link
 * #close} blocks.
 */
public final class Renditions implements AutoCloseable {
  /** From the last viewer's leaving to the closing of a rendition. */
  private static final Duration LINGER = Duration.ofSeconds(2);

  private static final Duration PATIENCE_AT_CLOSE = Duration.ofSeconds(3);

  private final CameraResources shared;
  private final Optional<TranscoderProvider> transcoders;
  private final int most;
  private final StateLock lock = new StateLock();
  private final Map<Place, Rendition> open = new LinkedHashMap<>(); // guarded by the lock
  private final Map<Place, Rendition> closing = new LinkedHashMap<>(); // guarded by the lock
  private boolean ended; // guarded by the lock

  private record Place(Camera camera, RenditionKey key) {}

  /**
   * Without a rendition yet.
   *
   * @param transcoders none where no pictures can be re-encoded
   * @param most how many renditions with a transcoder may be open at once
   */
  public Renditions(CameraResources shared, Optional<TranscoderProvider> transcoders, int most) {
    this.shared = shared;
    this.transcoders = transcoders;
    this.most = most;
  }

  /**
   * Lets a viewer watch a rendition of a camera; for the original pictures, it joins the camera
   * itself.
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
    return lock.locked(() -> {
      Rendition rendition = present(place);
      if (rendition == null) {
        if (place.key().needsTranscoder()) {
          makeRoom(place);
        }
        rendition =
            new Rendition(
                place.camera(), place.key(), shared, transcoders, () -> audienceChanged(place));
        open.put(place, rendition);
      }
      rendition.expectViewer();
      return rendition;
    });
  }

  private void arrived(Place place, Rendition rendition) {
    lock.locked(() -> {
      rendition.arrived();
      if (!rendition.isWatched()) {
        audienceChanged(place); // It has left again before it was all in.
      }
    });
  }

  /** What is wrong with the rendition, if it is open and anything is. */
  public Optional<RenditionFault> fault(Camera camera, RenditionKey key) {
    return lock.locked(
        () -> Optional.ofNullable(open.get(new Place(camera, key))).flatMap(Rendition::fault));
  }

  /** The open renditions of a camera. */
  public List<RenditionStatus> of(Camera camera) {
    return lock.locked(() ->
        open.entrySet().stream()
            .filter(each -> each.getKey().camera() == camera)
            .map(each -> each.getValue().status())
            .toList());
  }

  /** Closes all and waits, for a few seconds at most, until their transcoders are closed. */
  @Override
  public void close() {
    List<Rendition> last =
        lock.locked(() -> {
          ended = true;
          List<Rendition> all = List.copyOf(open.values());
          open.clear();
          all.forEach(rendition -> lock.whenFree(rendition::close));
          return all;
        });
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

  /** One that nobody watches any more makes room at once. */
  private void makeRoom(Place wanted) throws RenditionRefusedException {
    if (transcoders.isEmpty()) {
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
    if (transcoding.size() + hanging >= most
        && transcoding.stream().noneMatch(this::removeIfUnwatched)) {
      throw new RenditionRefusedException(RenditionFault.tooMany(most));
    }
  }

  private void audienceChanged(Place place) {
    lock.locked(() -> {
      Rendition rendition = open.get(place);
      if (rendition == null) {
        return;
      }
      if (rendition.isWatched()) {
        rendition.stopLingering();
        lock.whenFree(rendition::open);
      } else {
        rendition.linger(
            shared.time().after(LINGER, () -> lock.locked(() -> removeIfUnwatched(place))));
      }
    });
  }

  /** Under the lock. It is closed when that is free. */
  private boolean removeIfUnwatched(Place place) {
    Rendition rendition = open.get(place);
    if (rendition == null || rendition.isWatched()) {
      return false;
    }
    open.remove(place);
    closing.putIfAbsent(place, rendition);
    rendition.stopLingering();
    lock.whenFree(rendition::close);
    return true;
  }
}
