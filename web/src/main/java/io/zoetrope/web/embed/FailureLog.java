package io.zoetrope.web.embed;

import io.zoetrope.core.camera.CameraObserver;
import io.zoetrope.core.camera.CameraState;
import io.zoetrope.core.camera.CameraState.Idle;
import io.zoetrope.core.camera.CameraState.Live;
import io.zoetrope.core.camera.CameraState.Retrying;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Writes each failure of a program's cameras into its log once, however often it is retried. */
final class FailureLog implements CameraObserver {
  private static final Logger LOG = LoggerFactory.getLogger(LiveCameras.class);

  private final ConcurrentMap<String, String> written = new ConcurrentHashMap<>();

  @Override
  public void stateChanged(String camera, CameraState before, CameraState after) {
    if (after instanceof Retrying failed) {
      if (!failed.reason().equals(written.put(camera, failed.reason()))) {
        LOG.warn("Camera {}: {}; it is tried again", camera, failed.reason());
      }
    } else if (after instanceof Live && written.remove(camera) != null) {
      LOG.info("Camera {} works again", camera);
    } else if (after instanceof Idle) {
      written.remove(camera);
    }
  }
}
