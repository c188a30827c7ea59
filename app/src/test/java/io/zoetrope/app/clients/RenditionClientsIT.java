package io.zoetrope.app.clients;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.zoetrope.app.Served;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.net.URI;
import java.net.URL;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import javax.imageio.IIOException;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Renditions as they are really made: decoded and encoded by OpenCV. */
final class RenditionClientsIT {
  @TempDir private Path folder;

  @Test
  void aSnapshotHasTheRequestedWidth() throws Exception {
    try (Served served = Served.cameras("cam=test:?size=640x360&fps=20")) {
      assertThat(snapshot(served, "cameras/cam/snapshot.jpg").getWidth()).isEqualTo(640);
      assertThat(snapshot(served, "cameras/cam/snapshot.jpg?width=300").getWidth()).isEqualTo(320);
      assertThat(snapshot(served, "?action=snapshot&width=300").getHeight()).isEqualTo(180);
      assertThat(snapshot(served, "cameras/cam/snapshot.jpg?width=3000").getWidth()).isEqualTo(640);
      assertThat(served.get("cameras/cam/snapshot.jpg?width=wide")).contains("\"bad_rendition\"");
    }
  }

  @Test
  void aStreamHasTheRequestedWidthAndAboutTheRequestedRate() throws Exception {
    try (Served served = Served.cameras("cam=test:?size=640x360&fps=20")) {
      Path stream = folder.resolve("stream");
      Program.run(
          28,
          "curl",
          "-s",
          "--max-time",
          "3",
          "-o",
          stream.toString(),
          served.url("cameras/cam/stream.mjpg?width=160&fps=5"));
      List<byte[]> pictures = Multipart.pictures(Files.readAllBytes(stream));
      assertThat(pictures).hasSizeBetween(3, 17);
      for (byte[] picture : pictures) {
        assertThat(ImageIO.read(new ByteArrayInputStream(picture)).getWidth()).isEqualTo(160);
      }
    }
  }

  /** On a busy machine the server may give up waiting for OpenCV to load: 504. */
  private static BufferedImage snapshot(Served served, String path) throws Exception {
    URL url = URI.create(served.url(path)).toURL();
    return await()
        .ignoreException(IIOException.class)
        .until(() -> ImageIO.read(url), Objects::nonNull);
  }
}
