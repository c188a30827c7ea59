package io.zoetrope.drivers.opencv;

import static org.assertj.core.api.Assertions.assertThat;

import io.netty.buffer.ByteBufUtil;
import io.netty.buffer.UnpooledByteBufAllocator;
import io.zoetrope.core.driver.DriverContext;
import io.zoetrope.core.frame.Envelope;
import io.zoetrope.core.frame.Frame;
import io.zoetrope.core.frame.FrameBuilder;
import io.zoetrope.core.frame.FrameFactory;
import io.zoetrope.core.frame.PictureFormat;
import io.zoetrope.core.time.SystemTimekeeper;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.Map;
import javax.imageio.ImageIO;

/** What a driver and a transcoder work with. At its end, every buffer must have been given back. */
final class Bench implements AutoCloseable {
  private final UnpooledByteBufAllocator allocator = new UnpooledByteBufAllocator(true);
  private final SystemTimekeeper time = new SystemTimekeeper();
  private final FrameFactory frames = new FrameFactory(allocator, Envelope.NONE, time);

  FrameFactory frames() {
    return frames;
  }

  DriverContext context() {
    return new DriverContext(frames, time, Map.of());
  }

  /** A frame with this picture, said to be of this size; the caller's to release. */
  Frame frame(byte[] jpeg, int width, int height) {
    try (FrameBuilder builder = frames.begin(jpeg.length)) {
      builder.buffer().writeBytes(jpeg);
      return builder.finish(PictureFormat.jpeg(width, height));
    }
  }

  /** The picture of a frame, which is given back. */
  static byte[] bytesOf(Frame frame) {
    try {
      return ByteBufUtil.getBytes(frame.picture());
    } finally {
      frame.release();
    }
  }

  /** The picture as an independent decoder sees it. */
  static BufferedImage decoded(byte[] jpeg) throws IOException {
    BufferedImage image = ImageIO.read(new ByteArrayInputStream(jpeg));
    assertThat(image).as("a picture that can be decoded").isNotNull();
    return image;
  }

  @Override
  public void close() {
    time.close();
    long held = allocator.metric().usedDirectMemory() + allocator.metric().usedHeapMemory();
    assertThat(held).as("bytes in buffers that nobody has released").isZero();
  }
}
