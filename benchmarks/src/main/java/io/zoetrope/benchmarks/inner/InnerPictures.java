package io.zoetrope.benchmarks.inner;

import io.netty.buffer.PooledByteBufAllocator;
import io.zoetrope.core.media.FrameFactory;
import io.zoetrope.core.time.SystemTimekeeper;
import io.zoetrope.picture.Canvas;
import io.zoetrope.picture.JpegEncoder;
import java.nio.ByteBuffer;
import java.util.Arrays;

/** What the benchmarks measure with. Any thread. */
public final class InnerPictures {
  /** A picture of 1280x720 at usual quality, as in {@code ./bench fanout}. */
  public static final int BYTES = 120_000;

  public static final int WIDTH = 160;
  public static final int HEIGHT = 96;

  private InnerPictures() {}

  /** A JPEG of exactly {@link #BYTES}, nearly all of them between header and end. */
  public static byte[] jpeg() {
    ByteBuffer small = new JpegEncoder(85).encode(new Canvas(WIDTH, HEIGHT));
    int bytes = small.remaining();
    byte[] jpeg = new byte[BYTES];
    Arrays.fill(jpeg, (byte) 0x55);
    small.get(jpeg, 0, bytes - 2);
    small.get(jpeg, BYTES - 2, 2);
    return jpeg;
  }

  /** Makes frames as the server does. */
  public static FrameFactory frames() {
    return new FrameFactory(PooledByteBufAllocator.DEFAULT, new SystemTimekeeper());
  }
}
