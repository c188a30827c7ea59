package com.example.embed;

import static org.assertj.core.api.Assertions.assertThat;

import io.zoetrope.embed.LiveCameras;
import java.awt.image.BufferedImage;
import java.io.BufferedInputStream;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.util.HashSet;
import java.util.Set;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;

class LivePlotTest {

  /** As a browser does: one answer that never ends, of pictures that replace each other. */
  @Test
  void whoeverLooksSeesThePlotMove() throws Exception {
    try (LiveCameras cameras = LivePlot.serve(new Plot())) {
      int port = cameras.listen("127.0.0.1", 0);
      URI stream = URI.create("http://127.0.0.1:" + port + "/cameras/plot/stream.mjpg");
      Set<Integer> pictures = new HashSet<>();
      try (InputStream in = new BufferedInputStream(stream.toURL().openStream())) {
        for (int i = 0; i < 5; i++) {
          BufferedImage picture = nextPicture(in);
          assertThat(picture.getWidth()).isEqualTo(Plot.WIDTH);
          assertThat(picture.getHeight()).isEqualTo(Plot.HEIGHT);
          assertThat(blue(picture)).as("points of the curve").isGreaterThan(500);
          pictures.add(contentOf(picture));
        }
      }
      assertThat(pictures).as("pictures, none like the other").hasSize(5);
    }
  }

  private static BufferedImage nextPicture(InputStream in) throws IOException {
    int length = 0;
    for (String line = line(in); !(line.isEmpty() && length > 0); line = line(in)) {
      if (line.startsWith("Content-Length: ")) {
        length = Integer.parseInt(line.substring("Content-Length: ".length()));
      }
    }
    return ImageIO.read(new ByteArrayInputStream(in.readNBytes(length)));
  }

  private static String line(InputStream in) throws IOException {
    ByteArrayOutputStream line = new ByteArrayOutputStream();
    for (int next = in.read(); next != '\n'; next = in.read()) {
      if (next < 0) {
        throw new EOFException("the stream ended");
      }
      line.write(next);
    }
    return line.toString().strip();
  }

  private static int blue(BufferedImage picture) {
    int points = 0;
    for (int y = 0; y < picture.getHeight(); y++) {
      for (int x = 0; x < picture.getWidth(); x++) {
        int rgb = picture.getRGB(x, y);
        if ((rgb & 0xFF) > 130 && (rgb >> 16 & 0xFF) < 90) {
          points++;
        }
      }
    }
    return points;
  }

  private static int contentOf(BufferedImage picture) {
    int[] rgb =
        picture.getRGB(0, 0, picture.getWidth(), picture.getHeight(), null, 0, picture.getWidth());
    return java.util.Arrays.hashCode(rgb);
  }
}
