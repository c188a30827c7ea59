package io.zoetrope.core.camera;

import io.zoetrope.core.time.Timekeeper;
import java.util.List;
import java.util.concurrent.Executor;
import java.util.concurrent.ThreadFactory;
import java.util.random.RandomGenerator;

/**
 * What cameras live on.
 *
 * @param captureThreads makes the thread of each open camera
 * @param observers each is called apart from the others
 * @param foreignThreads call observers and the executors of viewers, which may take their time
 */
record CameraEnvironment(
    Timekeeper time,
    RandomGenerator random,
    ThreadFactory captureThreads,
    List<CameraObserver> observers,
    Executor foreignThreads) {}
