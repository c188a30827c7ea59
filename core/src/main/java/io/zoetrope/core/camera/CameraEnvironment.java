package io.zoetrope.core.camera;

import io.zoetrope.base.ForeignThreads;
import io.zoetrope.core.time.Timekeeper;
import java.util.List;
import java.util.concurrent.Executor;
import java.util.concurrent.ThreadFactory;
import java.util.random.RandomGenerator;

/**
 * What cameras live on.
 *
 * @param captureThreads makes the thread of each open camera. It is held by native calls and pipes,
 *     so it should be a platform thread
 * @param observers each is called apart from the others
 * @param foreignThreads call observers and the executors of viewers, which may take their time
 */
public record CameraEnvironment(
    Timekeeper time,
    RandomGenerator random,
    ThreadFactory captureThreads,
    List<CameraObserver> observers,
    Executor foreignThreads) {

  /**
   * Real chance, a daemon platform thread for each open camera, and the shared ones for foreign
   * code.
   */
  public static CameraEnvironment standard(Timekeeper time, CameraObserver... observers) {
    return new CameraEnvironment(
        time,
        RandomGenerator.getDefault(),
        Thread.ofPlatform().daemon().name("capture-", 1).factory(),
        List.of(observers),
        ForeignThreads.SHARED);
  }
}
