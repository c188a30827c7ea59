package io.zoetrope.core.camera;

import io.netty.buffer.ByteBufAllocator;
import io.zoetrope.core.media.FrameFactory;
import io.zoetrope.core.time.Timekeeper;
import java.util.concurrent.Executor;
import java.util.concurrent.ThreadFactory;
import java.util.random.RandomGenerator;

/** What all cameras and renditions live on; see {@link io.zoetrope.core.CameraSystemBuilder}. */
public record CameraResources(
    Timekeeper time,
    ByteBufAllocator allocator,
    RandomGenerator random,
    ThreadFactory captureThreads,
    ThreadFactory transcodingThreads,
    Executor foreignThreads) {
  /** Makes the frames of one camera or rendition. */
  public FrameFactory newFrames() {
    return new FrameFactory(allocator, time);
  }
}
