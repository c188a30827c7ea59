package io.zoetrope.core.rendition;

import io.zoetrope.base.Closer;
import io.zoetrope.base.ForeignCode;
import io.zoetrope.core.camera.Camera;
import io.zoetrope.core.camera.CameraResources;
import io.zoetrope.core.stream.MediaStream;
import io.zoetrope.core.time.Timekeeper;
import io.zoetrope.core.time.Timekeeper.Timer;
import io.zoetrope.core.transcode.TranscoderProvider;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * One derived stream of a camera, from its first viewer until some time after its last. Any thread
 * may call it; it joins the camera on a thread of its own, on which its pictures come and go.
 *
 * <p>To the camera it is one viewer, however many watch the rendition.
 */
final class Rendition {
  private static final ForeignCode THREADS = new ForeignCode("The thread of a size or quality");
  private static final long PATIENCE_NANOS = Duration.ofSeconds(1).toNanos();

  private final Camera camera;
  private final RenditionKey key;
  private final MediaStream stream;
  private final RenditionPictures pictures;
  private final CameraWatcher watcher;
  private final ExecutorService thread;
  private final Timekeeper time;
  private volatile long closedNanos;

  private final Closer joined = new Closer();
  private boolean watching; // touched on its thread only

  // Guarded by the lock of the renditions.
  private @Nullable Timer lingerTimer;
  private int arriving;

  Rendition(
      Camera camera,
      RenditionKey key,
      CameraResources shared,
      Optional<TranscoderProvider> transcoders,
      Runnable audienceChanged) {
    this.camera = camera;
    this.key = key;
    this.time = shared.time();
    this.stream = new MediaStream(audienceChanged, shared.foreignThreads());
    this.pictures = new RenditionPictures(camera.name(), key, shared.newFrames(), transcoders);
    this.watcher = new CameraWatcher(key, pictures, stream);
    this.thread =
        Executors.newSingleThreadExecutor(
            key.needsTranscoder()
                ? shared.transcodingThreads()
                : Thread.ofVirtual().name("thinning-", 1).factory());
  }

  MediaStream stream() {
    return stream;
  }

  /** A viewer is about to join, until {@link #arrived}. */
  void expectViewer() {
    arriving++;
  }

  void arrived() {
    arriving--;
  }

  boolean isWatched() {
    return arriving > 0 || stream.viewers() > 0;
  }

  Optional<RenditionFault> fault() {
    return pictures.fault();
  }

  RenditionStatus status() {
    return new RenditionStatus(
        key, stream.viewers(), stream.framesShown(), stream.framesDropped(), fault());
  }

  /** Joins the camera, or goes on, because somebody watches. Call it without holding a lock. */
  void open() {
    THREADS.handOver(thread, this::joinOrResume);
  }

  private void joinOrResume() {
    if (watching) {
      watcher.resume();
    } else {
      watching = true;
      joined.add(camera.stream().join(watcher, thread));
    }
  }

  /**
   * Leaves the camera for good; what is being made is still made, on the rendition's thread. Call
   * it without holding a lock.
   */
  void close() {
    closedNanos = time.nanoTime();
    joined.close();
    THREADS.handOver(thread, watcher::close);
    thread.shutdown();
  }

  /** Has this timer close it unless somebody watches. Under the lock of the renditions. */
  void linger(Timer end) {
    stopLingering();
    lingerTimer = end;
  }

  void stopLingering() {
    if (lingerTimer != null) {
      lingerTimer.cancel();
      lingerTimer = null;
    }
  }

  boolean isOver() {
    return thread.isTerminated();
  }

  /** Whether it was closed a while ago and its transcoder has not returned. */
  boolean isHanging() {
    return !isOver() && time.nanoTime() - closedNanos >= PATIENCE_NANOS;
  }

  void awaitClosed(Duration atMost) throws InterruptedException {
    boolean _ = thread.awaitTermination(atMost.toNanos(), TimeUnit.NANOSECONDS);
  }
}
