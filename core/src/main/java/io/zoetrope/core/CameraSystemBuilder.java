package io.zoetrope.core;

import io.netty.buffer.ByteBufAllocator;
import io.netty.buffer.PooledByteBufAllocator;
import io.zoetrope.base.ForeignThreads;
import io.zoetrope.core.time.Timekeeper;
import io.zoetrope.core.transcode.StreamTranscoderProvider;
import io.zoetrope.core.transcode.TranscoderProvider;
import io.zoetrope.core.transcode.TranscoderSearch;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.concurrent.Executor;
import java.util.concurrent.ThreadFactory;
import java.util.function.Supplier;
import java.util.random.RandomGenerator;

/**
 * What a {@link CameraSystem} lives on. What is not said is right for a program; tests say more.
 * For one thread.
 */
public final class CameraSystemBuilder {
  // What the system is made of, which reads it when all is said.
  Optional<Timekeeper> time = Optional.empty();
  RandomGenerator random = new SplittableRandom();
  ByteBufAllocator allocator = PooledByteBufAllocator.DEFAULT;
  ThreadFactory captureThreads = Thread.ofPlatform().daemon().name("capture-", 1).factory();
  ThreadFactory transcodingThreads = Thread.ofPlatform().daemon().name("rendition-", 1).factory();
  Executor foreignThreads = ForeignThreads.SHARED;
  Supplier<Optional<TranscoderProvider>> transcoders = TranscoderSearch::installed;
  Supplier<Optional<StreamTranscoderProvider>> streamTranscoders =
      TranscoderSearch::installedForStreams;
  int mostRenditions = 8;
  final Map<String, String> settings = new HashMap<>();

  CameraSystemBuilder() {}

  /** The clock and the timers, which stay the caller's to close; the machine's own unless set. */
  public CameraSystemBuilder time(Timekeeper shared) {
    time = Optional.of(shared);
    return this;
  }

  /** What varies the delays of retries. */
  public CameraSystemBuilder random(RandomGenerator chance) {
    random = chance;
    return this;
  }

  /** Where frames are kept; Netty's pool unless set. */
  public CameraSystemBuilder allocator(ByteBufAllocator buffers) {
    allocator = buffers;
    return this;
  }

  /**
   * Makes the thread of each open camera, which native calls and pipes hold: so it should be a
   * platform thread, which is the default.
   */
  public CameraSystemBuilder captureThreads(ThreadFactory threads) {
    captureThreads = threads;
    return this;
  }

  /** Makes the thread of each transcoder, as {@link #captureThreads}. */
  public CameraSystemBuilder transcodingThreads(ThreadFactory threads) {
    transcodingThreads = threads;
    return this;
  }

  /** Calls observers and the executors of viewers, which may take their time. */
  public CameraSystemBuilder foreignThreads(Executor threads) {
    foreignThreads = threads;
    return this;
  }

  /**
   * What decodes and encodes pictures, if anything does; what is found on the class path unless
   * set.
   */
  public CameraSystemBuilder transcoders(Optional<TranscoderProvider> provider) {
    transcoders = () -> provider;
    return this;
  }

  /** What makes pictures of video, if anything does; what is found on the class path unless set. */
  public CameraSystemBuilder streamTranscoders(Optional<StreamTranscoderProvider> provider) {
    streamTranscoders = () -> provider;
    return this;
  }

  /** How many renditions with a transcoder may be open at once; 8 unless set. */
  public CameraSystemBuilder mostRenditions(int most) {
    mostRenditions = most;
    return this;
  }

  /** A setting of the drivers, for example the path of {@code ffmpeg}. */
  public CameraSystemBuilder setting(String name, String value) {
    settings.put(name, value);
    return this;
  }

  /** Opens a system without cameras, the caller's to close. */
  public CameraSystem open() {
    return new CameraSystem(this);
  }
}
