package io.zoetrope.core.camera;

/**
 * Is told what happens to cameras: in order for each camera, on whichever thread, so it returns at
 * once.
 */
@FunctionalInterface
public interface CameraObserver {
  /** Hears nothing. */
  CameraObserver NONE = (cameraId, before, after) -> {};

  /**
   * A camera has gone from one state to the next. It is called under the camera's lock: it may ask
   * the camera for its status, but must not wait for another thread that does.
   */
  void stateChanged(String cameraId, CameraState before, CameraState after);

  /** Tells this one, then the other. */
  default CameraObserver and(CameraObserver other) {
    return (cameraId, before, after) -> {
      stateChanged(cameraId, before, after);
      other.stateChanged(cameraId, before, after);
    };
  }
}
