package io.zoetrope.core.rendition;

import io.zoetrope.core.broadcast.Broadcast;
import io.zoetrope.core.broadcast.LatestFrameBroadcast;
import io.zoetrope.core.broadcast.Subscription;
import io.zoetrope.core.camera.Camera;
import io.zoetrope.core.time.Timekeeper.Timer;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * One derived stream of a camera, from its first viewer until some time after its last. It is
 * opened, left and closed under the lock of {@link Renditions}; its pictures come and go on a
 * thread of its own.
 *
 * <p>To the camera it is one viewer, however many watch the rendition.
 */
final class Rendition {
  private final Camera camera;
  private final RenditionKey key;
  private final LatestFrameBroadcast broadcast;
  private final RenditionPictures pictures;
  private final CameraWatcher watcher;
  private final ExecutorService thread;

  // Guarded by the lock of the renditions.
  private @Nullable Subscription source;
  private @Nullable Timer lingerTimer;

  Rendition(
      Camera camera, RenditionKey key, RenditionEnvironment environment, Runnable audienceChanged) {
    this.camera = camera;
    this.key = key;
    this.broadcast = new LatestFrameBroadcast(audienceChanged);
    this.pictures = new RenditionPictures(camera.name(), key, environment);
    this.watcher = new CameraWatcher(key, pictures, broadcast);
    this.thread =
        Executors.newSingleThreadExecutor(
            key.needsTranscoder()
                ? environment.transcodingThreads()
                : Thread.ofVirtual().name("thinning-", 1).factory());
  }

  Camera camera() {
    return camera;
  }

  RenditionKey key() {
    return key;
  }

  Broadcast broadcast() {
    return broadcast;
  }

  boolean isWatched() {
    return broadcast.viewers() > 0;
  }

  Optional<RenditionFault> fault() {
    return pictures.fault();
  }

  RenditionStatus status() {
    return new RenditionStatus(
        key, broadcast.viewers(), broadcast.framesShown(), broadcast.framesDropped(), fault());
  }

  /** Somebody watches: joins the camera or goes on, and lingers no longer. */
  void open() {
    stopLingering();
    if (source == null) {
      source = camera.broadcast().join(watcher, thread);
    } else {
      thread.execute(watcher::resume);
    }
  }

  /**
   * Stays open for a while without viewers.
   *
   * @param end closes it then
   */
  void linger(Timer end) {
    stopLingering();
    lingerTimer = end;
  }

  /** Leaves the camera for good; what is being made is still made, on the rendition's thread. */
  void close() {
    stopLingering();
    if (source != null) {
      source.close();
    }
    thread.execute(watcher::close);
    thread.shutdown();
  }

  /** Waits until the transcoder is closed. */
  void awaitClosed(Duration atMost) throws InterruptedException {
    boolean _ = thread.awaitTermination(atMost.toNanos(), TimeUnit.NANOSECONDS);
  }

  private void stopLingering() {
    if (lingerTimer != null) {
      lingerTimer.cancel();
      lingerTimer = null;
    }
  }
}
