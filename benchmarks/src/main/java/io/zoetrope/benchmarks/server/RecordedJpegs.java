package io.zoetrope.benchmarks.server;

import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import javax.imageio.IIOImage;
import javax.imageio.ImageIO;
import javax.imageio.ImageWriteParam;
import javax.imageio.ImageWriter;
import javax.imageio.stream.ImageOutputStream;
import org.jspecify.annotations.Nullable;

/**
 * For any thread. Pictures as a camera takes them: noisy, and nearly all of their bytes coded data,
 * which a server has to look through. Comments make up only for the last few bytes of their size.
 */
public final class RecordedJpegs {
  private static final int WIDTH = 1280;
  private static final int HEIGHT = 720;
  private static final int NOISE = 24;
  private static final int QUALITIES = 64;

  private RecordedJpegs() {}

  /** Writes {@code count} different pictures of exactly {@code bytes} bytes; returns the files. */
  public static List<Path> write(Path folder, int count, int bytes) throws IOException {
    Files.createDirectories(folder);
    List<Path> files = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      byte[] jpeg = largest(draw(i), bytes - PaddedJpegs.SMALLEST_SEGMENT);
      if (jpeg == null) {
        throw new IOException("a recorded picture of " + bytes + " bytes would show nothing");
      }
      Path file = folder.resolve(String.format(Locale.ROOT, "recorded-%03d.jpg", i));
      files.add(Files.write(file, PaddedJpegs.pad(jpeg, bytes, (byte) ('a' + i))));
    }
    return files;
  }

  /** In the best quality of which it has at most so many bytes; null if even the worst has more. */
  private static byte @Nullable [] largest(BufferedImage image, int most) throws IOException {
    byte[] best = null;
    int worst = 1;
    int finest = QUALITIES;
    while (worst <= finest) {
      int quality = (worst + finest) / 2;
      byte[] jpeg = encode(image, quality / (float) QUALITIES);
      if (jpeg.length <= most) {
        best = jpeg;
        worst = quality + 1;
      } else {
        finest = quality - 1;
      }
    }
    return best;
  }

  private static byte[] encode(BufferedImage image, float quality) throws IOException {
    ImageWriter writer = ImageIO.getImageWritersByFormatName("jpeg").next();
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (ImageOutputStream out = ImageIO.createImageOutputStream(bytes)) {
      ImageWriteParam params = writer.getDefaultWriteParam();
      params.setCompressionMode(ImageWriteParam.MODE_EXPLICIT);
      params.setCompressionQuality(quality);
      writer.setOutput(out);
      writer.write(null, new IIOImage(image, null, null), params);
    } finally {
      writer.dispose();
    }
    return bytes.toByteArray();
  }

  private static BufferedImage draw(int number) {
    Random random = new Random(number);
    BufferedImage image = new BufferedImage(WIDTH, HEIGHT, BufferedImage.TYPE_INT_RGB);
    for (int y = 0; y < HEIGHT; y++) {
      for (int x = 0; x < WIDTH; x++) {
        int light = (x + 40 * number) / 8 % 128 + y / 8 + random.nextInt(NOISE);
        image.setRGB(x, y, light << 16 | light << 8 | (255 - light));
      }
    }
    return image;
  }
}
