package io.zoetrope.benchmarks.server;

import io.zoetrope.picture.Canvas;
import io.zoetrope.picture.Ink;
import io.zoetrope.picture.JpegEncoder;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Random;

/** For any thread. JPEGs of exactly the size that is asked for. */
public final class BenchPictures {
  private static final int LARGEST_SEGMENT = 65_537;
  private static final int SMALLEST_SEGMENT = 4;
  private static final int COUNT = 8;
  private static final int NOISE = 24;

  private BenchPictures() {}

  private interface Source {
    byte[] jpeg(int number) throws IOException;
  }

  /** Writes small drawings, made as large as wanted by comments after their start. */
  public static List<Path> writeDrawn(Path folder, int bytes) throws IOException {
    return write(folder, bytes, BenchPictures::drawn);
  }

  /** The smallest size that {@link #writeDrawn} can make. */
  public static int smallestDrawn() {
    int most = 0;
    for (int number = 0; number < COUNT; number++) {
      most = Math.max(most, drawn(number).length);
    }
    return most + SMALLEST_SEGMENT;
  }

  /**
   * Writes pictures as a camera takes them: noisy, and nearly all of their bytes coded data, which
   * a server has to look through. Comments make up only for the last few bytes of their size.
   */
  public static List<Path> writeRecorded(Path folder, int bytes) throws IOException {
    return write(folder, bytes, number -> recorded(number, bytes - SMALLEST_SEGMENT));
  }

  private static List<Path> write(Path folder, int bytes, Source source) throws IOException {
    Files.createDirectories(folder);
    List<Path> files = new ArrayList<>();
    for (int number = 0; number < COUNT; number++) {
      Path file = folder.resolve(String.format(Locale.ROOT, "%03d.jpg", number));
      files.add(Files.write(file, pad(source.jpeg(number), bytes, (byte) ('a' + number))));
    }
    return files;
  }

  /** Writes the pictures of a folder one after the other: a clip that FFmpeg can read. */
  static Path clip(Path folder) throws IOException {
    Path clip = folder.resolve("clip.mjpeg");
    try (OutputStream out = Files.newOutputStream(clip);
        var pictures = Files.newDirectoryStream(folder, "*.jpg")) {
      for (Path picture : pictures) {
        Files.copy(picture, out);
      }
    }
    return clip;
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

  private static byte[] drawn(int number) {
    Canvas canvas = new Canvas(160, 96);
    canvas.fill(new Ink(250 - 30 * number, 20 * number, 120));
    canvas.rectangle(number * 18, 24, 16, 48, new Ink(0, 0, 0));
    return encode(canvas, 85);
  }

  /** In the best quality that fits. */
  private static byte[] recorded(int number, int most) throws IOException {
    Random random = new Random(number);
    int[] rgb = new int[1280 * 720];
    for (int i = 0; i < rgb.length; i++) {
      int light = (i % 1280 + 40 * number) / 8 % 128 + i / 1280 / 8 + random.nextInt(NOISE);
      rgb[i] = light << 16 | light << 8 | (255 - light);
    }
    Canvas canvas = new Canvas(1280, 720);
    canvas.pixels(rgb);
    int fits = 0;
    for (int tooGood = 101; tooGood - fits > 1; ) {
      int quality = (fits + tooGood) / 2;
      if (encode(canvas, quality).length <= most) {
        fits = quality;
      } else {
        tooGood = quality;
      }
    }
    if (fits == 0) {
      throw new IOException("a recorded picture of " + most + " bytes would show nothing");
    }
    return encode(canvas, fits);
  }

  private static byte[] encode(Canvas canvas, int quality) {
    ByteBuffer jpeg = new JpegEncoder(quality).encode(canvas);
    byte[] bytes = new byte[jpeg.remaining()];
    jpeg.get(bytes);
    return bytes;
  }
}
