package io.zoetrope.ffmpeg.transcode;

import static org.assertj.core.api.Assertions.assertThat;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufUtil;
import io.zoetrope.core.codec.NalUnits;
import io.zoetrope.core.media.Frame;
import io.zoetrope.core.media.H264;
import io.zoetrope.core.media.ParameterSet;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import javax.imageio.ImageIO;

/** Frames of H.264, decoded by Debian's FFmpeg, and how much they are like others. */
final class H264Pictures {
  private static final byte[] START_CODE = {0, 0, 0, 1};

  private final Path folder;
  private final ByteArrayOutputStream stream = new ByteArrayOutputStream();

  H264Pictures(Path folder) {
    this.folder = folder;
  }

  /** Takes the next frame, and releases it. */
  void add(Frame frame) {
    H264 format = (H264) frame.format();
    if (frame.keyFrame()) {
      Stream.concat(format.sps().stream(), format.pps().stream())
          .map(ParameterSet::toBytes)
          .forEach(this::unit);
    }
    boolean whole =
        NalUnits.behindLengths(
            frame.data(),
            NalUnits.PREFIX_BYTES,
            (ByteBuf unit) -> unit(ByteBufUtil.getBytes(unit)));
    assertThat(whole).isTrue();
    frame.release();
  }

  private void unit(byte[] bytes) {
    stream.writeBytes(START_CODE);
    stream.writeBytes(bytes);
  }

  List<BufferedImage> decoded() throws IOException, InterruptedException {
    Path file = Files.write(folder.resolve("made.h264"), stream.toByteArray());
    return images(folder, "made", "-f", "h264", "-i", file.toString());
  }

  /** What {@link SampleVideo} encodes. */
  static List<BufferedImage> testsrc(Path folder, int width, int height, int count)
      throws IOException, InterruptedException {
    String source = "testsrc2=size=%dx%d:rate=25".formatted(width, height);
    return images(folder, "sent", "-f", "lavfi", "-i", source, "-frames:v", String.valueOf(count));
  }

  private static List<BufferedImage> images(Path folder, String name, String... input)
      throws IOException, InterruptedException {
    List<String> command = new ArrayList<>(List.of("ffmpeg", "-v", "error"));
    command.addAll(List.of(input));
    command.addAll(
        List.of("-fps_mode", "passthrough", folder.resolve(name + "-%d.png").toString()));
    assertThat(new ProcessBuilder(command).inheritIO().start().waitFor()).isZero();
    List<BufferedImage> images = new ArrayList<>();
    for (int n = 1; Files.exists(folder.resolve(name + "-" + n + ".png")); n++) {
      images.add(ImageIO.read(folder.resolve(name + "-" + n + ".png").toFile()));
    }
    return images;
  }

  /** The picture as EXIF's orientation 1, 3 or 6 has it shown. */
  static BufferedImage turned(BufferedImage image, int orientation) {
    int width = image.getWidth();
    int height = image.getHeight();
    BufferedImage shown =
        orientation == 6
            ? new BufferedImage(height, width, BufferedImage.TYPE_INT_RGB)
            : new BufferedImage(width, height, BufferedImage.TYPE_INT_RGB);
    for (int y = 0; y < shown.getHeight(); y++) {
      for (int x = 0; x < shown.getWidth(); x++) {
        shown.setRGB(
            x,
            y,
            switch (orientation) {
              case 3 -> image.getRGB(width - 1 - x, height - 1 - y);
              case 6 -> image.getRGB(y, height - 1 - x);
              default -> image.getRGB(x, y);
            });
      }
    }
    return shown;
  }

  /** The peak signal-to-noise ratio in decibels, over what both show. */
  static double psnr(BufferedImage one, BufferedImage other) {
    int width = Math.min(one.getWidth(), other.getWidth());
    int height = Math.min(one.getHeight(), other.getHeight());
    double squares = 0;
    for (int y = 0; y < height; y++) {
      for (int x = 0; x < width; x++) {
        for (int shift = 0; shift <= 16; shift += 8) {
          int difference =
              (one.getRGB(x, y) >> shift & 0xFF) - (other.getRGB(x, y) >> shift & 0xFF);
          squares += difference * difference;
        }
      }
    }
    double mean = squares / (3.0 * width * height);
    return 10 * Math.log10(255 * 255 / mean);
  }
}
