package io.zoetrope.drivers.opencv;

import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.image.BufferedImage;
import java.awt.image.Raster;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.Arrays;
import java.util.Random;
import javax.imageio.IIOImage;
import javax.imageio.ImageIO;
import javax.imageio.ImageWriteParam;
import javax.imageio.ImageWriter;
import javax.imageio.stream.ImageOutputStream;

/**
 * JPEGs of all sorts. Those in colour show red at the upper left, green at the upper right, blue at
 * the lower left and grey at the lower right.
 */
final class Jpegs {

  private Jpegs() {}

  static byte[] quarters(int width, int height) throws IOException {
    return written(quartered(width, height, BufferedImage.TYPE_INT_RGB), false);
  }

  static byte[] progressive(int width, int height) throws IOException {
    return written(quartered(width, height, BufferedImage.TYPE_INT_RGB), true);
  }

  static byte[] grey(int width, int height) throws IOException {
    return written(quartered(width, height, BufferedImage.TYPE_BYTE_GRAY), false);
  }

  static byte[] plain(int width, int height, Color color) throws IOException {
    BufferedImage image = new BufferedImage(width, height, BufferedImage.TYPE_INT_RGB);
    Graphics2D graphics = image.createGraphics();
    graphics.setColor(color);
    graphics.fillRect(0, 0, width, height);
    graphics.dispose();
    return written(image, false);
  }

  /** Takes as many bytes as a picture can. */
  static byte[] noise(int width, int height) throws IOException {
    BufferedImage image = new BufferedImage(width, height, BufferedImage.TYPE_INT_RGB);
    image.setRGB(
        0, 0, width, height, new Random(1).ints((long) width * height).toArray(), 0, width);
    return written(image, false);
  }

  /** As cameras write it that were held upright: to be turned clockwise before it is shown. */
  static byte[] toBeTurned(int width, int height) throws IOException {
    byte[] jpeg = quarters(width, height);
    byte[] exif = {
      (byte) 0xFF,
      (byte) 0xE1,
      0,
      34,
      'E',
      'x',
      'i',
      'f',
      0,
      0,
      'M',
      'M',
      0,
      42,
      0,
      0,
      0,
      8,
      0,
      1,
      // One entry: orientation (0x112), a short, one of it, 6.
      1,
      0x12,
      0,
      3,
      0,
      0,
      0,
      1,
      0,
      6,
      0,
      0,
      0,
      0,
      0,
      0
    };
    byte[] turned = new byte[jpeg.length + exif.length];
    System.arraycopy(jpeg, 0, turned, 0, 2);
    System.arraycopy(exif, 0, turned, 2, exif.length);
    System.arraycopy(jpeg, 2, turned, 2 + exif.length, jpeg.length - 2);
    return turned;
  }

  /**
   * Four components, as for print: how much paper shows through cyan, magenta, yellow and black.
   */
  static byte[] printColours(int width, int height, int... cmyk) throws IOException {
    var raster = Raster.createInterleavedRaster(0, width, height, 4, null);
    for (int band = 0; band < 4; band++) {
      int[] samples = new int[width * height];
      Arrays.fill(samples, cmyk[band]);
      raster.setSamples(0, 0, width, height, band, samples);
    }
    return written(new IIOImage(raster, null, null), false);
  }

  /** Its first Huffman table has more codes than there can be. */
  static byte[] withImpossibleTable(byte[] jpeg) {
    byte[] damaged = jpeg.clone();
    int table = indexOf(damaged, 0xC4);
    Arrays.fill(damaged, table + 5, table + 21, (byte) 0xFF);
    return damaged;
  }

  static int indexOf(byte[] jpeg, int marker) {
    int at = 0;
    while (jpeg[at] != (byte) 0xFF || jpeg[at + 1] != (byte) marker) {
      at++;
    }
    return at;
  }

  private static BufferedImage quartered(int width, int height, int type) {
    BufferedImage image = new BufferedImage(width, height, type);
    Graphics2D graphics = image.createGraphics();
    Color[] colors = {Color.RED, Color.GREEN, Color.BLUE, Color.GRAY};
    for (int i = 0; i < colors.length; i++) {
      graphics.setColor(colors[i]);
      graphics.fillRect(i % 2 * width / 2, i / 2 * height / 2, width, height);
    }
    graphics.dispose();
    return image;
  }

  private static byte[] written(BufferedImage image, boolean progressive) throws IOException {
    return written(new IIOImage(image, null, null), progressive);
  }

  private static byte[] written(IIOImage image, boolean progressive) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    ImageWriter writer = ImageIO.getImageWritersByFormatName("jpeg").next();
    try (ImageOutputStream out = ImageIO.createImageOutputStream(bytes)) {
      writer.setOutput(out);
      ImageWriteParam parameters = writer.getDefaultWriteParam();
      parameters.setProgressiveMode(
          progressive ? ImageWriteParam.MODE_DEFAULT : ImageWriteParam.MODE_DISABLED);
      writer.write(null, image, parameters);
    } finally {
      writer.dispose();
    }
    return bytes.toByteArray();
  }
}
