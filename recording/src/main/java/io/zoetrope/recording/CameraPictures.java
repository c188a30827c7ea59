package io.zoetrope.recording;

import io.zoetrope.core.camera.Camera;
import io.zoetrope.core.camera.CameraState.Idle;
import io.zoetrope.core.camera.CameraState.Retrying;
import io.zoetrope.core.media.Frame;
import io.zoetrope.core.rendition.RenditionFault;
import io.zoetrope.core.rendition.RenditionKey;
import io.zoetrope.core.rendition.RenditionRefusedException;
import io.zoetrope.core.rendition.Renditions;
import io.zoetrope.core.rendition.ViewerPlace;
import io.zoetrope.core.stream.Subscription;
import io.zoetrope.core.stream.Viewer;
import io.zoetrope.core.time.Timekeeper;
import io.zoetrope.tasks.TaskFailedException;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * Takes single pictures of a camera. One thread asks and closes; any may show, and is never held.
 */
final class CameraPictures implements Viewer, AutoCloseable {
  private static final Duration TICK = Duration.ofMillis(200);

  private final Camera camera;
  private final Renditions renditions;
  private final RenditionKey rendition;
  private final Timekeeper time;
  private final ViewerPlace place;
  // Guarded by this.
  private @Nullable Frame taken;
  private boolean wanted;
  private long notBeforeNanos;

  private CameraPictures(Camera camera, RenditionKey rendition, RecordingEnvironment environment)
      throws RenditionRefusedException {
    this.camera = camera;
    this.renditions = environment.renditions();
    this.rendition = rendition;
    this.time = environment.time();
    this.place = renditions.join(camera, rendition, this, Runnable::run);
  }

  static CameraPictures of(Camera camera, RenditionKey rendition, RecordingEnvironment environment)
      throws TaskFailedException, CameraFailedException {
    try {
      return new CameraPictures(camera, rendition, environment);
    } catch (RenditionRefusedException e) {
      throw refused(e.fault());
    }
  }

  boolean isOver() {
    return camera.state() instanceof Idle;
  }

  /**
   * The first picture captured after this call, the caller's to release. A camera that has failed
   * is waited for unless {@code untilFailure}.
   */
  Frame next(Duration patience, boolean untilFailure)
      throws CameraFailedException, TaskFailedException, InterruptedException {
    long begun = time.nanoTime();
    want(begun);
    try {
      while (true) {
        Frame frame = await();
        if (frame != null) {
          return frame;
        }
        Optional<String> fault = fault();
        boolean late = time.nanoTime() - begun >= patience.toNanos();
        if (late || (untilFailure && fault.isPresent())) {
          throw failure(camera, fault, patience);
        }
      }
    } finally {
      wantNothing();
    }
  }

  @Override
  public void show(Frame frame, Subscription through) {
    synchronized (this) {
      if (wanted && !frame.placeholder() && frame.capturedNanos() - notBeforeNanos >= 0) {
        taken = frame.retain();
        wanted = false;
        notifyAll();
      }
    }
    through.ready();
  }

  @Override
  public boolean isBrief() {
    return true;
  }

  /** Leaves the camera, which can close while its picture is stored. */
  void leave() {
    place.close();
    wantNothing();
  }

  @Override
  public void close() {
    leave();
  }

  static CameraFailedException failure(Camera camera, Optional<String> fault, Duration patience) {
    return new CameraFailedException(
        fault.orElse(
            "The camera '%s' has shown no picture for %d s."
                .formatted(camera.id(), patience.toSeconds())));
  }

  /** What is wrong with the camera now, if anything, in a sentence for people. */
  static Optional<String> fault(Camera camera) {
    return camera.state() instanceof Retrying retrying
        ? Optional.of(
            sentence("The camera '%s' has failed: %s".formatted(camera.id(), retrying.reason())))
        : Optional.empty();
  }

  private Optional<String> fault() throws CameraFailedException, TaskFailedException {
    Optional<RenditionFault> fault = renditions.fault(camera, rendition);
    if (fault.isPresent()) {
      throw refused(fault.get());
    }
    return fault(camera);
  }

  static CameraFailedException refused(RenditionFault fault) throws TaskFailedException {
    if (fault.kind() == RenditionFault.Kind.UNSUPPORTED) {
      throw new TaskFailedException(fault.message());
    }
    return new CameraFailedException(fault.message());
  }

  private synchronized void want(long fromNanos) {
    notBeforeNanos = fromNanos;
    wanted = true;
  }

  private synchronized void wantNothing() {
    wanted = false;
    if (taken != null) {
      taken.release();
      taken = null;
    }
  }

  private synchronized @Nullable Frame await() throws InterruptedException {
    long end = System.nanoTime() + TICK.toNanos();
    for (long left = TICK.toNanos(); taken == null && left > 0; left = end - System.nanoTime()) {
      TimeUnit.NANOSECONDS.timedWait(this, left);
    }
    Frame frame = taken;
    taken = null;
    return frame;
  }

  private static String sentence(String told) {
    return ".?!".indexOf(told.charAt(told.length() - 1)) >= 0 ? told : told + ".";
  }
}
