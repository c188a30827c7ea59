package io.zoetrope.core.media;

import static org.assertj.core.api.Assertions.assertThat;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.UnpooledByteBufAllocator;
import io.zoetrope.core.time.Timekeeper;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Makes frames and knows what became of their buffers. Any thread may call it.
 *
 * <p>The buffers are not pooled: a pooled one that was released may already count the references of
 * its next owner.
 */
public final class TestFrames {
  public static final Instant NOON = Instant.parse("2026-01-01T12:00:00Z");
  private static final Track VIDEO =
      Track.only(
          new H264(
              640,
              360,
              List.of(ParameterSet.of((byte) 0x67)),
              List.of(ParameterSet.of((byte) 0x68))));
  private static final Track AUDIO = new Track(1, new Opus(2));
  private static final Track JPEG = Track.only(new Jpeg(640, 360));

  private final Noon clock = new Noon();
  private final FrameFactory factory = newFactory(clock);
  private final Queue<ByteBuf> buffers = new ConcurrentLinkedQueue<>();

  static FrameFactory newFactory() {
    return newFactory(new Noon());
  }

  private static FrameFactory newFactory(Timekeeper clock) {
    return new FrameFactory(new UnpooledByteBufAllocator(true), clock);
  }

  /** A picture that stands alone. The caller releases it, as all frames made here. */
  public Frame jpeg() {
    return frame(JPEG, true);
  }

  /** A picture of a video that stands alone. */
  public Frame key() {
    return frame(VIDEO, true);
  }

  /** A picture of a video that makes sense only after those before it. */
  public Frame delta() {
    return frame(VIDEO, false);
  }

  /** A piece of sound. */
  public Frame audio() {
    return frame(AUDIO, true);
  }

  /** The frames after this are captured so much later than those before. */
  public void pass(Duration time) {
    clock.nanos.addAndGet(time.toNanos());
  }

  /** How many frames are still held by somebody. */
  public long held() {
    return buffers.stream().filter(buffer -> buffer.refCnt() != 0).count();
  }

  public void assertAllReleased() {
    assertThat(buffers).isNotEmpty().allSatisfy(buffer -> assertThat(buffer.refCnt()).isZero());
  }

  private Frame frame(Track track, boolean keyFrame) {
    try (FrameBuilder builder = factory.begin(16)) {
      builder.buffer().writeBytes("picture".getBytes(StandardCharsets.US_ASCII));
      Frame frame = builder.finish(track, keyFrame, clock.nanos.get());
      buffers.add(builder.buffer());
      return frame;
    }
  }

  private static final class Noon implements Timekeeper {
    private final AtomicLong nanos = new AtomicLong(42);

    @Override
    public Instant now() {
      return NOON;
    }

    @Override
    public long nanoTime() {
      return nanos.get();
    }

    @Override
    public Timer after(Duration delay, Runnable action) {
      throw new UnsupportedOperationException("Here time stands still");
    }
  }
}
