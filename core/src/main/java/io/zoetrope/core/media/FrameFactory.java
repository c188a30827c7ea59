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
   * Room behind the picture for what the envelope and a missing table may add, so that the buffer
   * need not grow.
   */
  private static final int SPARE_BYTES = 512;

  private final ByteBufAllocator allocator;
  private final Envelope envelope;
  private final Timekeeper time;
  private final FrameFiles files;
  private final LongSupplier sequence = new AtomicLong()::incrementAndGet;

  /** Makes frames that are sent from their buffers only. */
  public FrameFactory(ByteBufAllocator allocator, Envelope envelope, Timekeeper time) {
    this(allocator, envelope, time, FrameFiles.none());
  }

  /** Makes frames that go to many viewers from {@code files}. */
  public FrameFactory(
      ByteBufAllocator allocator, Envelope envelope, Timekeeper time, FrameFiles files) {
    this.files = files;
    this.allocator = allocator;
    this.envelope = envelope;
    this.time = time;
  }

  /**
   * Begins a frame that is captured now. The buffer grows when the picture turns out larger than
   * {@code expectedBytes}. The caller closes the builder.
   */
  public FrameBuilder begin(int expectedBytes) {
    return begin(expectedBytes, time.now(), time.nanoTime(), sequence);
  }

  /**
   * As {@link #begin(int)}, for a frame made from another: it has the other's time of capture and
   * its number, so that the two can take each other's place in a stream.
   */
  public FrameBuilder beginFrom(Frame original, int expectedBytes) {
    return begin(
        expectedBytes, original.capturedAt(), original.capturedNanos(), original::sequence);
  }

  private FrameBuilder begin(
      int expectedBytes, Instant capturedAt, long capturedNanos, LongSupplier numbers) {
    int headroom = envelope.maxBytesBefore();
    ByteBuf buffer = allocator.directBuffer(headroom + expectedBytes + SPARE_BYTES);
    buffer.writerIndex(headroom);
    return new FrameBuilder(this, buffer, headroom, capturedAt, capturedNanos, numbers);
  }

  Envelope envelope() {
    return envelope;
  }

  FileCopy newFileCopy() {
    return new FileCopy(files);
  }
}
