package io.zoetrope.core.rendition;

import io.zoetrope.base.ForeignCode;
import io.zoetrope.core.camera.Camera;
import io.zoetrope.core.media.Frame;
import io.zoetrope.core.media.FrameFactory;
import io.zoetrope.core.media.Track;
import io.zoetrope.core.media.VideoFormat;
import io.zoetrope.core.rendition.RenditionPlace.Made;
import io.zoetrope.core.stream.MediaStream;
import io.zoetrope.core.time.Timekeeper;
import io.zoetrope.core.time.Timekeeper.Timer;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * One derived stream of a camera, from its first viewer until some time after its last. Any thread
 * may call it; it joins the camera on a thread of its own, on which its pictures come and go.
 *
 * <p>To the camera it is one viewer, however many watch the rendition.
 */
final class Rendition {
  private static final ForeignCode THREADS = new ForeignCode("The thread of a rendition");
  private static final long PATIENCE_NANOS = Duration.ofSeconds(1).toNanos();

  private final Camera camera;
  private final RenditionKey key;
  private final MediaStream stream;
  private final RenditionWatcher watcher;
  private final ExecutorService thread;
  private final Timekeeper time;
  private final ViewerPlace place = new ViewerPlace();
  private volatile long closedNanos;

  private boolean watching; // touched on its thread only

  // Guarded by the lock of the renditions.
  private @Nullable Timer lingerTimer;
  private int arriving;
  private boolean transcodes;

  /**
   * @param roomToDecode asked before its camera's video is decoded; says why that must not be
   */
  Rendition(
      RenditionPlace at,
      RenditionResources resources,
      Supplier<Optional<RenditionFault>> roomToDecode,
      Runnable audienceChanged) {
    this.camera = at.camera();
    this.key = at.key();
    this.time = resources.shared().time();
    this.stream = new MediaStream(audienceChanged, resources.shared().foreignThreads());
    ThreadFactory threads = resources.shared().transcodingThreads();
    this.thread =
        Executors.newSingleThreadExecutor(
            at.made() == Made.AS_SENT
                ? Thread.ofVirtual().name("thinning-", 1).factory()
                : threads);
    this.transcodes = at.alwaysTranscodes();
    this.watcher =
        at.made() == Made.H264
            ? encoding(resources, threads)
            : picturing(at.made() == Made.JPEG, resources, threads, roomToDecode);
  }

  private RenditionWatcher encoding(RenditionResources resources, ThreadFactory threads) {
    FrameFactory frames = resources.shared().newFrames();
    return new EncodingWatcher(
        camera.stream(),
        time,
        frames,
        new RenditionStream(stream, frames),
        new TranscodedVideo(
            "H.264",
            Optional::empty,
            resources.encoders(resources.context(camera, frames)),
            threads,
            this::publish),
        new RenditionPictures(camera.name(), key, frames, Optional.empty()),
        action -> THREADS.handOver(thread, action));
  }

  private RenditionWatcher picturing(
      boolean decodes,
      RenditionResources resources,
      ThreadFactory threads,
      Supplier<Optional<RenditionFault>> room) {
    FrameFactory frames = resources.shared().newFrames();
    Optional<TranscodedVideo> video =
        decodes
            ? Optional.of(
                new TranscodedVideo(
                    "JPEGs",
                    room,
                    resources.decoders(key.settings(), resources.context(camera, frames)),
                    threads,
                    this::publish))
            : Optional.empty();
    return new CameraWatcher(
        key,
        camera.stream(),
        time,
        new RenditionPictures(camera.name(), key, frames, resources.transcoders()),
        video,
        stream,
        this::join);
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
    return watcher.fault();
  }

  /** Whether it counts among those that decode or encode. Under the lock of the renditions. */
  boolean transcodes() {
    return transcodes;
  }

  void mayTranscode() {
    transcodes = true;
  }

  RenditionStatus status() {
    return new RenditionStatus(
        key,
        video(camera.stream()),
        video(stream),
        stream.viewers(),
        stream.framesShown(),
        stream.framesDropped(),
        fault());
  }

  private static Optional<VideoFormat> video(MediaStream of) {
    return of.tracks().stream()
        .filter(Track::isVideo)
        .map(track -> (VideoFormat) track.format())
        .findFirst();
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
      join();
    }
  }

  private void join() {
    place.moveTo(camera.stream().join(watcher, thread));
  }

  private void publish(Frame made) {
    watcher.publish(made);
  }

  /** Runs this once it has joined the camera, or now if it is closed. */
  void onceOpen(Runnable action) {
    if (!THREADS.handOver(thread, action)) {
      action.run();
    }
  }

  /**
   * Leaves the camera for good; what is being made is still made, on the rendition's thread. Call
   * it without holding a lock.
   */
  void close() {
    closedNanos = time.nanoTime();
    place.close();
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
