package io.zoetrope.core.rendition;

import io.zoetrope.core.media.FrameFactory;
import io.zoetrope.core.time.Timekeeper;
import io.zoetrope.core.transcode.TranscoderProvider;
import java.util.Optional;
import java.util.concurrent.Executor;
import java.util.concurrent.ThreadFactory;
import java.util.function.Supplier;

/** What renditions live on, as {@link io.zoetrope.core.CameraSystemBuilder} has it. */
public record RenditionEnvironment(
    Timekeeper time,
    Supplier<FrameFactory> frames,
    Optional<TranscoderProvider> transcoders,
    ThreadFactory transcodingThreads,
    Executor foreignThreads,
    int most) {}
