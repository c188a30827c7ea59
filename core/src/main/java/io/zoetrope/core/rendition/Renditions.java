package io.zoetrope.core.rendition;

import io.zoetrope.base.StateLock;
import io.zoetrope.core.camera.Camera;
import io.zoetrope.core.stream.Subscription;
import io.zoetrope.core.stream.Viewer;
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

  private final RenditionResources resources;
  private final int most;
  private final StateLock lock = new StateLock();
  private final Map<RenditionPlace, Rendition> open = new LinkedHashMap<>(); // guarded by the lock
  private final ClosingRenditions closing = new ClosingRenditions(); // guarded by the lock
  private boolean ended; // guarded by the lock

  /**
   * Without a rendition yet.
   *
   * @param most how many renditions that decode or encode may be open at once
   */
  public Renditions(RenditionResources resources, int most) {
    this.resources = resources;
    this.most = most;
  }

  /**
   * Lets a viewer watch a rendition of a camera; for the original pictures, it joins the camera
   * itself. It gets JPEGs only: if the camera sends video, it moves to a rendition for which that
   * is decoded.
   *
   * @return the viewer's place, to be closed by whoever let it in
   * @throws RenditionRefusedException when there is no such rendition, and none can be opened
   * @see io.zoetrope.core.stream.MediaStream#join
   */
  public ViewerPlace join(Camera camera, RenditionKey key, Viewer viewer, Executor executor)
      throws RenditionRefusedException {
    ViewerPlace place = new ViewerPlace();
    RenditionPlace at = new RenditionPlace(camera, key, key.needsTranscoder());
    if (at.jpegOnly()) {
      place.moveTo(joinRendition(at, viewer, executor));
      return place;
    }
    Viewer jpegs =
        new JpegViewer(
            viewer,
            left -> {
              try {
                place.moveTo(joinJpegOnly(camera, key, viewer, executor, left));
              } catch (RenditionRefusedException e) {
                left.close();
              }
            });
    place.begin(
        key.isOriginal()
            ? camera.stream().join(jpegs, executor)
            : joinRendition(at, jpegs, executor));
    return place;
  }

  /** The subscription that was left is closed when the camera has the rendition as its viewer. */
  private Subscription joinJpegOnly(
      Camera camera, RenditionKey key, Viewer viewer, Executor executor, Subscription left)
      throws RenditionRefusedException {
    RenditionPlace at = new RenditionPlace(camera, key, true);
    Rendition rendition = expectViewer(at);
    try {
      Subscription joined = rendition.stream().join(viewer, executor);
      rendition.onceOpen(left::close);
      return joined;
    } finally {
      arrived(at, rendition);
    }
  }

  private Subscription joinRendition(RenditionPlace at, Viewer viewer, Executor executor)
      throws RenditionRefusedException {
    Rendition rendition = expectViewer(at);
    try {
      // Not under the lock: it calls the viewer's executor.
      return rendition.stream().join(viewer, executor);
    } finally {
      arrived(at, rendition);
    }
  }

  private Rendition expectViewer(RenditionPlace at) throws RenditionRefusedException {
    return lock.locked(() -> {
      Rendition rendition = present(at);
      if (rendition == null) {
        if (at.key().needsTranscoder()) {
          checkTranscoders(at);
        }
        rendition = new Rendition(at, resources, () -> roomToDecode(at), () -> audienceChanged(at));
        open.put(at, rendition);
      }
      rendition.expectViewer();
      return rendition;
    });
  }

  private void arrived(RenditionPlace at, Rendition rendition) {
    lock.locked(() -> {
      rendition.arrived();
      if (!rendition.isWatched()) {
        audienceChanged(at); // It has left again before it was all in.
      }
    });
  }

  /** What is wrong with the rendition, if it is open and anything is. */
  public Optional<RenditionFault> fault(Camera camera, RenditionKey key) {
    return lock.locked(() ->
        Optional.ofNullable(open.get(new RenditionPlace(camera, key, true)))
            .flatMap(Rendition::fault));
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

  private @Nullable Rendition present(RenditionPlace at) throws RenditionRefusedException {
    if (ended) {
      throw new RenditionRefusedException(RenditionFault.broken("the server is stopping"));
    }
    Rendition present = open.get(at);
    if (present != null && at.key().needsTranscoder()) {
      Optional<RenditionFault> fault = present.fault();
      if (fault.isPresent() && fault.get().kind() == RenditionFault.Kind.UNSUPPORTED) {
        throw new RenditionRefusedException(fault.get());
      }
    }
    return present;
  }

  private void checkTranscoders(RenditionPlace wanted) throws RenditionRefusedException {
    if (!resources.canTranscode(wanted.camera())) {
      throw new RenditionRefusedException(RenditionFault.NOTHING_INSTALLED);
    }
    if (closing.isHanging(wanted)) {
      throw new RenditionRefusedException(RenditionFault.HANGING);
    }
    if (!makeRoom()) {
      throw new RenditionRefusedException(RenditionFault.tooMany(most));
    }
  }

  /** Asked by a rendition whose camera sends video. */
  private Optional<RenditionFault> roomToDecode(RenditionPlace at) {
    return lock.locked(() -> {
      Rendition asking = open.get(at);
      if (asking == null || asking.transcodes()) {
        return Optional.empty();
      }
      if (closing.isHanging(at)) {
        return Optional.of(RenditionFault.HANGING);
      }
      if (!makeRoom()) {
        return Optional.of(RenditionFault.noRoomToDecode(most));
      }
      asking.mayTranscode();
      return Optional.empty();
    });
  }

  /** One that nobody watches any more makes room at once. */
  private boolean makeRoom() {
    List<RenditionPlace> transcoding =
        open.entrySet().stream()
            .filter(each -> each.getValue().transcodes())
            .map(Map.Entry::getKey)
            .toList();
    return transcoding.size() + closing.hanging() < most
        || transcoding.stream().anyMatch(this::removeIfUnwatched);
  }

  private void audienceChanged(RenditionPlace place) {
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
            resources
                .shared()
                .time()
                .after(LINGER, () -> lock.locked(() -> removeIfUnwatched(place))));
      }
    });
  }

  /** Under the lock. It is closed when that is free. */
  private boolean removeIfUnwatched(RenditionPlace place) {
    Rendition rendition = open.get(place);
    if (rendition == null || rendition.isWatched()) {
      return false;
    }
    open.remove(place);
    closing.add(place, rendition);
    rendition.stopLingering();
    lock.whenFree(rendition::close);
    return true;
  }
}
