package io.zoetrope.embed;

import io.zoetrope.core.ingest.JpegIngest;
import io.zoetrope.picture.Canvas;
import io.zoetrope.picture.JpegEncoder;
import java.awt.Graphics2D;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.concurrent.Callable;

/**
 * Makes JPEGs of images; for one thread at a time. Two to three times as fast as {@code
 * javax.imageio}, and takes every kind of image; transparency becomes black.
 */
final class ImageEncoder {
  private static final int QUALITY = 85;

  private final JpegEncoder encoder = new JpegEncoder(QUALITY);
  private Canvas canvas = new Canvas(1, 1);
  private int[] rgb = new int[1];

  /**
   * Encodes an image.
   *
   * @throws IllegalArgumentException if it is wider or higher than {@link Canvas#MAX_SIDE} pixels,
   *     or has more than {@link JpegIngest#MAX_PIXELS}
   */
  byte[] encode(BufferedImage image) {
    int width = image.getWidth();
    int height = image.getHeight();
    JpegIngest.checkSize(width, height);
    if (canvas.width() != width || canvas.height() != height) {
      canvas = new Canvas(width, height);
      rgb = new int[width * height];
    }
    plain(image).getRaster().getDataElements(0, 0, width, height, rgb);
    canvas.pixels(rgb);
    ByteBuffer jpeg = encoder.encode(canvas);
    byte[] bytes = new byte[jpeg.remaining()];
    jpeg.get(bytes);
    return bytes;
  }

  /** Encodes what the program draws. */
  byte[] encodeDrawn(Callable<BufferedImage> draw) throws Exception {
    BufferedImage image = draw.call();
    if (image == null) {
      throw new IOException("the program drew no picture");
    }
    return encode(image);
  }

  private static BufferedImage plain(BufferedImage image) {
    if (image.getType() == BufferedImage.TYPE_INT_RGB) {
      return image;
    }
    BufferedImage plain =
        new BufferedImage(image.getWidth(), image.getHeight(), BufferedImage.TYPE_INT_RGB);
    Graphics2D pen = plain.createGraphics();
    pen.drawImage(image, 0, 0, null);
    pen.dispose();
    return plain;
  }
}
