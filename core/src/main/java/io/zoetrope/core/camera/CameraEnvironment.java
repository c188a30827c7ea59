package io.zoetrope.core.camera;

import io.zoetrope.core.time.Timekeeper;
import java.util.concurrent.ThreadFactory;
import java.util.random.RandomGenerator;

/**
 * What cameras live on.
 *
 * @param captureThreads makes the thread of each open camera. It is held by native calls and pipes,
 *     so it should be a platform thread
 */
public record CameraEnvironment(
    Timekeeper time,
    RandomGenerator random,
    ThreadFactory captureThreads,
    CameraObserver observer) {

  /** Real chance, and a daemon platform thread for each open camera. */
  public static CameraEnvironment standard(Timekeeper time, CameraObserver observer) {
    return new CameraEnvironment(
        time,
        RandomGenerator.getDefault(),
        Thread.ofPlatform().daemon().name("capture-", 1).factory(),
        observer);
  }

  CameraEnvironment observedBy(CameraObserver other) {
    return new CameraEnvironment(time, random, captureThreads, other);
  }
}
