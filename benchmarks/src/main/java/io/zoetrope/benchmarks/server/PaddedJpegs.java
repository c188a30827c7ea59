package io.zoetrope.benchmarks.server;

import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Locale;
import javax.imageio.ImageIO;

/**
 * For any thread. Small pictures that any decoder takes, made as large as wanted by comments after
 * their start.
 */
public final class PaddedJpegs {
  private static final int LARGEST_SEGMENT = 65_537;
  static final int SMALLEST_SEGMENT = 4;

  private PaddedJpegs() {}

  /** Writes {@code count} different pictures of exactly {@code bytes} bytes. */
  public static void write(Path folder, int count, int bytes) throws IOException {
    Files.createDirectories(folder);
    for (int i = 0; i < count; i++) {
      byte[] jpeg = pad(draw(i), bytes, (byte) ('a' + i));
      Files.write(folder.resolve(String.format(Locale.ROOT, "%03d.jpg", i)), jpeg);
    }
  }

  /** Writes the pictures of a folder behind each other: a clip that FFmpeg can read. */
  public static Path clip(Path folder) throws IOException {
    Path clip = folder.resolve("clip.mjpeg");
    try (OutputStream out = Files.newOutputStream(clip);
        DirectoryStream<Path> pictures = Files.newDirectoryStream(folder, "*.jpg")) {
      for (Path picture : pictures) {
        Files.copy(picture, out);
      }
    }
    return clip;
  }

  /** The smallest size that {@link #write} can make. */
  public static int smallest() throws IOException {
    int most = 0;
    for (int i = 0; i < 8; i++) {
      most = Math.max(most, draw(i).length);
    }
    return most + SMALLEST_SEGMENT;
  }

  static byte[] pad(byte[] jpeg, int bytes, byte filler) {
    byte[] padded = new byte[bytes];
    Arrays.fill(padded, filler);
    padded[0] = jpeg[0];
    padded[1] = jpeg[1];
    int at = 2;
    int end = bytes - (jpeg.length - 2);
    if (end - at < SMALLEST_SEGMENT) {
      throw new IllegalArgumentException("a picture of " + bytes + " bytes is too small");
    }
    while (at < end) {
      int size = Math.min(end - at, LARGEST_SEGMENT);
      int left = end - at - size;
      if (left > 0 && left < SMALLEST_SEGMENT) {
        size -= SMALLEST_SEGMENT;
      }
      padded[at] = (byte) 0xFF;
      padded[at + 1] = (byte) 0xFE;
      padded[at + 2] = (byte) ((size - 2) >> 8);
      padded[at + 3] = (byte) (size - 2);
      at += size;
    }
    System.arraycopy(jpeg, 2, padded, end, jpeg.length - 2);
    return padded;
  }

  private static byte[] draw(int number) throws IOException {
    BufferedImage image = new BufferedImage(160, 96, BufferedImage.TYPE_INT_RGB);
    Graphics2D pen = image.createGraphics();
    pen.setColor(Color.getHSBColor(number / 8f, 0.6f, 0.9f));
    pen.fillRect(0, 0, 160, 96);
    pen.setColor(Color.BLACK);
    pen.fillRect(number * 18, 24, 16, 48);
    pen.dispose();
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    ImageIO.write(image, "jpg", bytes);
    return bytes.toByteArray();
  }
}
