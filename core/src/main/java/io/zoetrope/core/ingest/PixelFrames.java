package io.zoetrope.core.ingest;

import io.zoetrope.core.media.Frame;
import io.zoetrope.core.media.FrameBuilder;
import io.zoetrope.core.media.FrameFactory;
import io.zoetrope.core.media.Jpeg;
import io.zoetrope.picture.Canvas;
import io.zoetrope.picture.JpegEncoder;
import java.nio.ByteBuffer;

/**
 * Makes frames of pixels, as those of a {@code BufferedImage}, without {@code java.desktop}. For
 * one thread at a time.
 */
public final class PixelFrames {
  private static final int QUALITY = 85;

  private final JpegEncoder encoder = new JpegEncoder(QUALITY);
  private final FrameFactory frames;
  private Canvas canvas = new Canvas(1, 1);

  /** Makes frames with this camera's factory. */
  public PixelFrames(FrameFactory frames) {
    this.frames = frames;
  }

  /**
   * A frame that is captured now.
   *
   * @param rgb row by row, one {@code 0xRRGGBB} a pixel, as {@code image.getRGB(0, 0, width,
   *     height, null, 0, width)} gives them; higher bits are ignored
   * @return a frame whose one reference is the caller's to release
   * @throws IllegalArgumentException if these are not the pixels of such a picture, or it is wider
   *     or higher than {@link Canvas#MAX_SIDE}, or has more than {@link JpegIngest#MAX_PIXELS}
   */
  public Frame frameOf(int[] rgb, int width, int height) {
    JpegIngest.checkSize(width, height);
    if (canvas.width() != width || canvas.height() != height) {
      canvas = new Canvas(width, height);
    }
    canvas.pixels(rgb);
    ByteBuffer jpeg = encoder.encode(canvas);
    try (FrameBuilder builder = frames.begin(jpeg.remaining())) {
      builder.buffer().writeBytes(jpeg);
      return builder.finish(new Jpeg(width, height));
    }
  }
}
