package io.zoetrope.core.rendition;

import io.zoetrope.core.media.FrameFactory;
import io.zoetrope.core.time.Timekeeper;
import io.zoetrope.core.transcode.TranscoderProvider;
import java.util.Optional;
import java.util.concurrent.Executor;
import java.util.concurrent.ThreadFactory;
import java.util.function.Supplier;

/**
 * What renditions live on.
 *
 * @param frames makes what makes one rendition's frames
 * @param transcoders none where no pictures can be re-encoded
 * @param transcodingThreads makes the thread of each transcoder
 * @param foreignThreads call the executors of viewers, which may take their time
 * @param most how many renditions with a transcoder may be open at once
 */
public record RenditionEnvironment(
    Timekeeper time,
    Supplier<FrameFactory> frames,
    Optional<TranscoderProvider> transcoders,
    ThreadFactory transcodingThreads,
    Executor foreignThreads,
    int most) {}
