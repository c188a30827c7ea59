package io.zoetrope.core.rendition;

import io.zoetrope.base.ForeignThreads;
import io.zoetrope.core.media.FrameFactory;
import io.zoetrope.core.time.Timekeeper;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.Executor;
import java.util.concurrent.ThreadFactory;
import java.util.function.Supplier;

/**
 * What renditions live on.
 *
 * @param frames makes what makes one rendition's frames
 * @param transcoders none where no pictures can be made anew
 * @param transcodingThreads makes the thread of each transcoder. It is held by native calls, so it
 *     should be a platform thread
 * @param foreignThreads call the executors of viewers, which may take their time
 * @param most how many renditions with a transcoder may be open at once
 * @param linger from the last viewer's leaving to the closing of a rendition
 */
public record RenditionEnvironment(
    Timekeeper time,
    Supplier<FrameFactory> frames,
    Optional<TranscoderProvider> transcoders,
    ThreadFactory transcodingThreads,
    Executor foreignThreads,
    int most,
    Duration linger) {

  public static RenditionEnvironment standard(
      Timekeeper time,
      Supplier<FrameFactory> frames,
      Optional<TranscoderProvider> transcoders,
      int most) {
    return new RenditionEnvironment(
        time,
        frames,
        transcoders,
        Thread.ofPlatform().daemon().name("rendition-", 1).factory(),
        ForeignThreads.SHARED,
        most,
        Duration.ofSeconds(2));
  }
}
