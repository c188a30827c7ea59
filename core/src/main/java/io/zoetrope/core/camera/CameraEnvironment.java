package io.zoetrope.core.camera;

import io.zoetrope.core.media.FrameFactory;
import io.zoetrope.core.source.SourceOpener;
import io.zoetrope.core.time.Timekeeper;
import java.util.List;
import java.util.concurrent.Executor;
import java.util.concurrent.ThreadFactory;
import java.util.random.RandomGenerator;

/** One camera's own, and what all cameras live on, as {@link Cameras} says. */
record CameraEnvironment(
    CameraName name,
    SourceOpener opener,
    FrameFactory frames,
    CameraTimings timings,
    Timekeeper time,
    RandomGenerator random,
    ThreadFactory captureThreads,
    List<CameraObserver> observers,
    Executor foreignThreads) {}
