package io.zoetrope.app;

import io.zoetrope.core.camera.CameraObserver;
import io.zoetrope.core.camera.CameraState;
import io.zoetrope.core.camera.CameraState.Idle;
import io.zoetrope.core.camera.CameraState.Lingering;
import io.zoetrope.core.camera.CameraState.Live;
import io.zoetrope.core.camera.CameraState.Retrying;
import io.zoetrope.core.camera.CameraState.Starting;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Writes a line for each thing that happens to a camera; a failure once, until the camera works
 * again or fails in another way. Any thread.
 */
final class CameraLog implements CameraObserver {
  private static final Logger LOG = LoggerFactory.getLogger(CameraLog.class);

  private final Map<String, String> failures = new ConcurrentHashMap<>();

  @Override
  public void stateChanged(String camera, CameraState before, CameraState after) {
    switch (after) {
      case Idle _ -> LOG.info("{}: closed", camera);
      case Starting _ -> LOG.info("{}: opening, as somebody watches", camera);
      case Live _ -> {
        failures.remove(camera);
        LOG.info("{}: live", camera);
      }
      case Lingering _ -> LOG.info("{}: nobody watches; closes soon", camera);
      case Retrying failed -> failed(camera, failed);
    }
  }

  private void failed(String camera, Retrying failed) {
    String seconds = secondsUntil(failed.nextAttempt());
    if (failed.reason().equals(failures.put(camera, failed.reason()))) {
      LOG.debug("{}: fails as before; tried again in {} s", camera, seconds);
    } else {
      LOG.warn(
          "{}: {}; tried again in {} s, and so on until it works",
          camera,
          failed.reason(),
          seconds);
    }
  }

  private static String secondsUntil(Instant instant) {
    return "%.1f"
        .formatted(Math.max(0, Duration.between(Instant.now(), instant).toMillis()) / 1000.0);
  }
}
