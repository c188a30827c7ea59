package io.zoetrope.picture;

import java.awt.image.Raster;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import javax.imageio.ImageIO;
import javax.imageio.ImageReader;
import javax.imageio.stream.ImageInputStream;

/**
 * What another decoder makes of a JPEG file: its brightness and colour samples, before any
 * conversion to RGB.
 */
record Decoded(Raster raster) {
  static Decoded from(ByteBuffer jpeg) {
    return from(bytes(jpeg));
  }

  static Decoded from(byte[] jpeg) {
    ImageReader reader = ImageIO.getImageReadersByFormatName("jpeg").next();
    try (ImageInputStream in = ImageIO.createImageInputStream(new ByteArrayInputStream(jpeg))) {
      reader.setInput(in);
      return new Decoded(reader.readRaster(0, null));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } finally {
      reader.dispose();
    }
  }

  static byte[] bytes(ByteBuffer buffer) {
    var bytes = new byte[buffer.remaining()];
    buffer.get(buffer.position(), bytes);
    return bytes;
  }

  int width() {
    return raster.getWidth();
  }

  int height() {
    return raster.getHeight();
  }

  Ink at(int x, int y) {
    return new Ink(raster.getSample(x, y, 0), raster.getSample(x, y, 1), raster.getSample(x, y, 2));
  }

  /** The root of the mean squared difference in brightness. */
  double lumaError(Canvas canvas) {
    double sum = 0;
    for (int y = 0; y < height(); y++) {
      for (int x = 0; x < width(); x++) {
        int original = canvas.luma().samples()[y * canvas.width() + x] & 0xFF;
        double difference = raster.getSample(x, y, 0) - original;
        sum += difference * difference;
      }
    }
    return Math.sqrt(sum / (width() * height()));
  }
}
