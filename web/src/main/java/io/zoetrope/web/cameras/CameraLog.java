package io.zoetrope.web.cameras;

import io.zoetrope.core.camera.CameraObserver;
import io.zoetrope.core.camera.CameraState;
import io.zoetrope.core.camera.CameraState.Idle;
import io.zoetrope.core.camera.CameraState.Lingering;
import io.zoetrope.core.camera.CameraState.Live;
import io.zoetrope.core.camera.CameraState.Retrying;
import io.zoetrope.core.camera.CameraState.Starting;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Predicate;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Writes of a camera what somebody may have to do something about: that it fails, once, until it
 * works again or fails in another way. That it is opened and closed is for debugging only: a page
 * with many cameras does so with some of them every two seconds. Any thread.
 */
public final class CameraLog implements CameraObserver {
  private static final Logger LOG = LoggerFactory.getLogger(CameraLog.class);

  private final Map<String, String> failures = new ConcurrentHashMap<>();
  private final Predicate<String> waiting;
  private final InstantSource clock;

  /**
   * Writes of these cameras.
   *
   * @param waiting whether a camera only waits for somebody to publish, which is not a failure
   */
  public CameraLog(Predicate<String> waiting, InstantSource clock) {
    this.waiting = waiting;
    this.clock = clock;
  }

  @Override
  public void stateChanged(String camera, CameraState before, CameraState after) {
    switch (after) {
      case Idle _ -> LOG.debug("{}: closed", camera);
      case Starting _ -> LOG.debug("{}: opening, as somebody watches", camera);
      case Live _ -> works(camera);
      case Lingering _ -> LOG.debug("{}: nobody watches; closes soon", camera);
      case Retrying failed -> failed(camera, failed);
    }
  }

  private void works(String camera) {
    if (failures.remove(camera) == null) {
      LOG.debug("{}: live", camera);
    } else {
      LOG.info("{}: works again", camera);
    }
  }

  private void failed(String camera, Retrying failed) {
    String seconds = secondsUntil(failed.nextAttempt());
    if (waiting.test(camera)) {
      LOG.debug("{}: {}", camera, failed.reason());
    } else if (failed.reason().equals(failures.put(camera, failed.reason()))) {
      LOG.debug("{}: fails as before; tried again in {} s", camera, seconds);
    } else {
      LOG.warn(
          "{}: {}; tried again in {} s, and so on until it works",
          camera,
          failed.reason(),
          seconds);
    }
  }

  private String secondsUntil(Instant instant) {
    long millis = Duration.between(clock.instant(), instant).toMillis();
    return "%.1f".formatted(Math.max(0, millis) / 1000.0);
  }
}
