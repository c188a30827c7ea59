package io.zoetrope.core.camera;

/**
 * Hears what happens to cameras: in order and one call at a time for each camera, soon after it has
 * happened, on threads of its own. It may call the camera. One that falls a thousand changes behind
 * misses the rest.
 */
@FunctionalInterface
public interface CameraObserver {
  /** A camera has gone from one state to the next; it may be in another by now. */
  void stateChanged(String cameraId, CameraState before, CameraState after);
}
