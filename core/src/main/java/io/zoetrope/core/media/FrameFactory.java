package io.zoetrope.core.media;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufAllocator;
import io.zoetrope.core.time.Timekeeper;
import java.time.Instant;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.LongSupplier;

/**
 * Makes the frames of one camera; any thread may call it. Gives each its buffer, its time and its
 * number.
 */
public final class FrameFactory {
  /**
   * Room before the data, for what an output puts there: a multipart header, or a moof box and the
   * parameter sets.
   */
  private static final int HEADROOM_BYTES = 256;

  /** Room after it, also for a table that a camera has left out, so that it need not grow. */
  private static final int TAILROOM_BYTES = 512;

  private final ByteBufAllocator allocator;
  private final Timekeeper time;
  private final LongSupplier sequence = new AtomicLong()::incrementAndGet;
  private final Intervals intervals = new Intervals();

  public FrameFactory(ByteBufAllocator allocator, Timekeeper time) {
    this.allocator = allocator;
    this.time = time;
  }

  /**
   * Begins a frame that is captured now. The buffer grows when the picture turns out larger than
   * {@code expectedBytes}. The caller closes the builder.
   */
  public FrameBuilder begin(int expectedBytes) {
    return begin(expectedBytes, time.now(), time.nanoTime(), sequence);
  }

  /** A number for a frame that is made later, which then counts as older than those made before. */
  public long takeNumber() {
    return sequence.getAsLong();
  }

  /** As {@link #begin(int)}, for a frame whose {@linkplain #takeNumber() number was taken}. */
  public FrameBuilder beginNumbered(long number, int expectedBytes) {
    return begin(expectedBytes, time.now(), time.nanoTime(), () -> number);
  }

  /**
   * As {@link #begin(int)}, for a frame made from another: it has the other's time of capture and
   * its number, so that the two can take each other's place in a stream.
   */
  public FrameBuilder beginFrom(Frame original, int expectedBytes) {
    return begin(
        expectedBytes, original.capturedAt(), original.capturedNanos(), original::sequence);
  }

  /**
   * As {@link #beginFrom}, for what comes so long after the original that only its time of capture
   * is left of it.
   */
  public FrameBuilder begin(
      int expectedBytes, Instant capturedAt, long capturedNanos, long sequence) {
    return begin(expectedBytes, capturedAt, capturedNanos, () -> sequence);
  }

  /**
   * Copies a frame of another camera or rendition, under the next number here. Its one reference is
   * the caller's, as is the original.
   */
  public Frame renumbered(Frame original) {
    try (FrameBuilder builder =
        begin(original.sizeBytes(), original.capturedAt(), original.capturedNanos(), sequence)) {
      builder.buffer().writeBytes(original.data());
      return builder.finishLike(original);
    }
  }

  private FrameBuilder begin(
      int expectedBytes, Instant capturedAt, long capturedNanos, LongSupplier numbers) {
    ByteBuf buffer = allocator.directBuffer(HEADROOM_BYTES + expectedBytes + TAILROOM_BYTES);
    buffer.writerIndex(HEADROOM_BYTES);
    return new FrameBuilder(buffer, HEADROOM_BYTES, capturedAt, capturedNanos, numbers, intervals);
  }
}
