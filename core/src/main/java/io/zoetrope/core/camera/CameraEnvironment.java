package io.zoetrope.core.camera;

import io.zoetrope.core.time.Timekeeper;
import java.util.List;
import java.util.concurrent.Executor;
import java.util.concurrent.ThreadFactory;
import java.util.random.RandomGenerator;

/** What cameras live on, as {@link Cameras} says. */
record CameraEnvironment(
    Timekeeper time,
    RandomGenerator random,
    ThreadFactory captureThreads,
    List<CameraObserver> observers,
    Executor foreignThreads) {}
