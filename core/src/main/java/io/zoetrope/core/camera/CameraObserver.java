package io.zoetrope.core.camera;

/**
 * Is told what happens to cameras: in order for each camera, on whichever thread, so it returns at
 * once.
 */
@FunctionalInterface
public interface CameraObserver {
  CameraObserver NONE = (cameraId, before, after) -> {};

  void stateChanged(String cameraId, CameraState before, CameraState after);

  /** Tells this one, then the other. */
  default CameraObserver and(CameraObserver other) {
    return (cameraId, before, after) -> {
      stateChanged(cameraId, before, after);
      other.stateChanged(cameraId, before, after);
    };
  }
}
