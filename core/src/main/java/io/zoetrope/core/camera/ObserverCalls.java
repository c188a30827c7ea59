package io.zoetrope.core.camera;

import io.zoetrope.base.SerialExecutor;
import java.time.Duration;
import java.util.List;

/**
 * Calls the observers of one camera: each in order and apart from the others, so that one which
 * hangs or fails misses something itself and nobody else does. Any thread may call it.
 */
final class ObserverCalls {
  private static final int MOST_WAITING = 1000;

  private record Observed(CameraObserver observer, SerialExecutor calls) {}

  private final String cameraId;
  private final List<Observed> all;

  ObserverCalls(CameraEnvironment environment) {
    this.cameraId = environment.name().id();
    this.all =
        environment.observers().stream()
            .map(observer ->
                new Observed(
                    observer,
                    new SerialExecutor(
                        "An observer of cameras",
                        environment.shared().foreignThreads(),
                        MOST_WAITING)))
            .toList();
  }

  /** Notes a change, to be reported in its turn. Calls nobody, so the caller may hold a lock. */
  void add(CameraState before, CameraState after) {
    for (Observed each : all) {
      boolean _ = each.calls().add(() -> each.observer().stateChanged(cameraId, before, after));
    }
  }

  /** Calls the observers with what was noted. Call it without holding a lock. */
  void wake() {
    all.forEach(each -> each.calls().wake());
  }

  void await(Duration atMost) throws InterruptedException {
    for (Observed each : all) {
      boolean _ = each.calls().await(atMost);
    }
  }
}
