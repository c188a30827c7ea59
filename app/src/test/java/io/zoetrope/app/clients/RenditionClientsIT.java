package io.zoetrope.app.clients;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.zoetrope.app.Served;
import io.zoetrope.app.config.ConfigFile;
import io.zoetrope.ffmpeg.fixture.Programs;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.net.URI;
import java.net.URL;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
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

  @Test
  void jpegsAreMadeOfVideoInTheRequestedSizeAndWithAnOverlay() throws Exception {
    Path video = folder.resolve("video.mp4");
    Programs.runFfmpeg(
        "-f",
        "lavfi",
        "-i",
        "testsrc2=size=640x360:rate=20:duration=20",
        "-c:v",
        "libx264",
        "-g",
        "100",
        "-pix_fmt",
        "yuv420p",
        video.toString());
    Path file =
        Files.writeString(
            folder.resolve("zoetrope.yaml"),
            """
            data: %1$s/data
            database: none
            server: {port: 0}
            cameras:
              plain: 'file:%1$s/video.mp4?loop=true'
              named: {source: 'file:%1$s/video.mp4?loop=true', overlay: '{name}'}
            """
                .formatted(folder));
    try (Served served =
        Served.of(ConfigFile.read(Optional.of(file), Map.of(), Map.of()).orThrow())) {
      assertThat(snapshot(served, "cameras/plain/snapshot.jpg").getWidth()).isEqualTo(640);
      assertThat(snapshot(served, "cameras/plain/snapshot.jpg?width=300").getWidth())
          .isEqualTo(320);
      assertThat(snapshot(served, "cameras/named/snapshot.jpg").getWidth()).isEqualTo(640);
    }
  }

  /** On a busy machine the server may give up waiting for OpenCV to load: 504. */
  private static BufferedImage snapshot(Served served, String path) throws Exception {
    URL url = URI.create(served.url(path)).toURL();
    return await()
        .atMost(Duration.ofMinutes(1))
        .ignoreException(IIOException.class)
        .until(() -> ImageIO.read(url), Objects::nonNull);
  }
}
