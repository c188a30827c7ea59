package io.zoetrope.recording;

import io.zoetrope.core.camera.Camera;
import io.zoetrope.core.camera.CameraState.Idle;
import io.zoetrope.tasks.TaskFailedException;
import java.util.Optional;
import java.util.function.Function;

/**
 * Watches a camera, and the one that replaces it, for example after a new configuration. Used by
 * one thread.
 */
final class FollowedCamera implements AutoCloseable {
  private final Function<String, Optional<Camera>> cameras;
  private final Joining joining;
  private Camera camera;
  private Runnable leave;

  /** Joins a camera, and returns what leaves it. */
  @FunctionalInterface
  interface Joining {
    Runnable join(Camera camera) throws CameraFailedException, TaskFailedException;
  }

  FollowedCamera(Camera camera, Function<String, Optional<Camera>> cameras, Joining joining)
      throws CameraFailedException, TaskFailedException {
    this.cameras = cameras;
    this.joining = joining;
    this.camera = camera;
    this.leave = joining.join(camera);
  }

  Camera camera() {
    return camera;
  }

  /** Goes over to the camera that has replaced it; false if none has. */
  boolean follow() throws CameraFailedException, TaskFailedException {
    if (!(camera.state() instanceof Idle)) {
      return false;
    }
    Optional<Camera> present = cameras.apply(camera.id());
    if (present.isEmpty() || present.get() == camera) {
      return false;
    }
    leave.run();
    camera = present.get();
    leave = joining.join(camera);
    return true;
  }

  void leave() {
    leave.run();
  }

  @Override
  public void close() {
    leave();
  }
}
