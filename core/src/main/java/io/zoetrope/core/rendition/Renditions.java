package io.zoetrope.core.rendition;

import io.zoetrope.base.StateLock;
import io.zoetrope.core.camera.Camera;
import io.zoetrope.core.rendition.RenditionPlace.Made;
import io.zoetrope.core.stream.Subscription;
import io.zoetrope.core.stream.Viewer;
import java.time.Duration;
import java.util.List;
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
  private final OpenRenditions open; // guarded by the lock
  private boolean ended; // guarded by the lock

  /**
   * Without a rendition yet.
   *
   * @param most how many renditions that decode or encode may be open at once
   */
  public Renditions(RenditionResources resources, int most) {
    this.resources = resources;
    this.most = most;
    this.open = new OpenRenditions(most, closed -> lock.whenFree(closed::close));
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
    RenditionPlace at =
        new RenditionPlace(camera, key, key.needsTranscoder() ? Made.JPEG : Made.AS_SENT);
    if (at.made() == Made.JPEG) {
      return ViewerPlace.of(joinRendition(at, viewer, executor));
    }
    ViewerPlace place = new ViewerPlace();
    Viewer jpegs =
        new JpegViewer(
            viewer,
            left -> {
              try {
                place.moveTo(
                    joinAndLeave(RenditionPlace.jpeg(camera, key), viewer, executor, left));
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

  /**
   * Lets a viewer watch a camera's video as H.264, with its sound. What the camera sends as H.264
   * passes through; all else is encoded, placeholders too. A JPEG there says why nothing is.
   *
   * @return the viewer's place, to be closed by whoever let it in
   * @throws RenditionRefusedException when nothing can be encoded
   */
  public ViewerPlace joinH264(Camera camera, Viewer viewer, Executor executor)
      throws RenditionRefusedException {
    return ViewerPlace.of(joinRendition(RenditionPlace.h264(camera), viewer, executor));
  }

  /**
   * As {@link #joinH264}, of a viewer of the camera.
   *
   * @param left where it is, closed when the camera has another viewer instead
   * @throws RenditionRefusedException when nothing can be encoded; the viewer stays where it is
   */
  public ViewerPlace moveToH264(Camera camera, Viewer viewer, Executor executor, Subscription left)
      throws RenditionRefusedException {
    return ViewerPlace.of(joinAndLeave(RenditionPlace.h264(camera), viewer, executor, left));
  }

  /** The subscription that was left is closed when the camera has the rendition as its viewer. */
  private Subscription joinAndLeave(
      RenditionPlace at, Viewer viewer, Executor executor, Subscription left)
      throws RenditionRefusedException {
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
        if (at.alwaysTranscodes()) {
          checkTranscoders(at);
        }
        rendition = new Rendition(at, resources, () -> roomToDecode(at), () -> audienceChanged(at));
        open.add(at, rendition);
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

  /** What is wrong with the rendition of JPEGs, if it is open and anything is. */
  public Optional<RenditionFault> fault(Camera camera, RenditionKey key) {
    return fault(RenditionPlace.jpeg(camera, key));
  }

  /** As {@link #fault}, of the one of H.264. */
  public Optional<RenditionFault> faultOfH264(Camera camera) {
    return fault(RenditionPlace.h264(camera));
  }

  private Optional<RenditionFault> fault(RenditionPlace at) {
    return lock.locked(() -> Optional.ofNullable(open.get(at)).flatMap(Rendition::fault));
  }

  /** The open renditions of a camera. */
  public List<RenditionStatus> of(Camera camera) {
    return lock.locked(() -> open.of(camera));
  }

  /** Closes all and waits, for a few seconds at most, until their transcoders are closed. */
  @Override
  public void close() {
    List<Rendition> last =
        lock.locked(() -> {
          ended = true;
          return open.removeAll();
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
    if (present != null && at.alwaysTranscodes()) {
      Optional<RenditionFault> fault = present.fault();
      if (fault.isPresent() && fault.get().kind() == RenditionFault.Kind.UNSUPPORTED) {
        throw new RenditionRefusedException(fault.get());
      }
    }
    return present;
  }

  private void checkTranscoders(RenditionPlace wanted) throws RenditionRefusedException {
    boolean encodes = wanted.made() == Made.H264;
    if (encodes && !resources.canEncode()) {
      throw new RenditionRefusedException(RenditionFault.NOTHING_ENCODES);
    }
    if (!encodes && !resources.canTranscode(wanted.camera())) {
      throw new RenditionRefusedException(RenditionFault.NOTHING_INSTALLED);
    }
    RenditionFault tooMany =
        encodes ? RenditionFault.noRoomToEncode(most) : RenditionFault.tooMany(most);
    Optional<RenditionFault> obstacle = open.obstacle(wanted, tooMany);
    if (obstacle.isPresent()) {
      throw new RenditionRefusedException(obstacle.get());
    }
  }

  /** Asked by a rendition whose camera sends video. */
  private Optional<RenditionFault> roomToDecode(RenditionPlace at) {
    return lock.locked(() -> {
      Rendition asking = open.get(at);
      if (asking == null || asking.transcodes()) {
        return Optional.empty();
      }
      Optional<RenditionFault> obstacle = open.obstacle(at, RenditionFault.noRoomToDecode(most));
      if (obstacle.isEmpty()) {
        asking.mayTranscode();
      }
      return obstacle;
    });
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
                .after(LINGER, () -> lock.locked(() -> open.removeIfUnwatched(place))));
      }
    });
  }
}
