package io.zoetrope.app.clients;

import static org.assertj.core.api.Assertions.assertThat;

import io.zoetrope.app.Served;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The stream, read by other people's programs. */
final class ReadersIT {

  @Test
  void curlGetsCompletePictures() throws Exception {
    try (Served served = Served.cameras("cam=test:?size=320x180&fps=20")) {
      List<byte[]> pictures = Multipart.byCurl(served.url("video_feed"), 20);
      assertThat(pictures)
          .hasSizeGreaterThanOrEqualTo(20)
          .allSatisfy(jpeg -> assertThat(jpeg).startsWith(0xFF, 0xD8).endsWith(0xFF, 0xD9));
    }
  }

  @Test
  void ffprobeSeesMotionJpegOfTheRightSize() throws Exception {
    try (Served served = Served.cameras("cam=test:?size=320x180&fps=20")) {
      String seen =
          Program.run(
              0,
              "ffprobe",
              "-v",
              "error",
              "-show_entries",
              "stream=codec_name,width,height",
              "-of",
              "csv=p=0",
              served.url("video_feed"));
      assertThat(seen.strip()).isEqualTo("mjpeg,320,180");
    }
  }

  @Test
  void ffmpegDecodesTheStream() throws Exception {
    try (Served served = Served.cameras("cam=test:?size=320x180&fps=20")) {
      String hashes =
          Program.run(
              0,
              "ffmpeg",
              "-v",
              "error",
              "-i",
              served.url("video_feed"),
              "-frames:v",
              "20",
              "-f",
              "framemd5",
              "-");
      assertThat(
              hashes
                  .lines()
                  .filter(line -> !line.startsWith("#"))
                  .map(line -> line.substring(line.lastIndexOf(' '))))
          .hasSize(20)
          .doesNotHaveDuplicates();
    }
  }

  @Test
  void openCvReadsTheStream() throws Exception {
    try (Served served = Served.cameras("cam=test:?size=320x180&fps=20")) {
      String program =
          """
          import cv2, sys
          capture = cv2.VideoCapture(sys.argv[1])
          shapes = [capture.read()[1].shape for _ in range(20)]
          print(len(shapes), set(shapes))
          """;
      assertThat(
              Program.run(0, "/usr/bin/python3", "-c", program, served.url("video_feed")).strip())
          .isEqualTo("20 {(180, 320, 3)}");
    }
  }

  @Test
  void anotherZoetropeIsACameraLikeAnyOther() throws Exception {
    try (Served camera = Served.cameras("cam=test:?size=320x180&fps=10");
        Served served = Served.cameras("far=" + camera.url("video_feed"))) {
      String stream = served.url("cameras/far/stream.mjpg");
      assertThat(Multipart.byCurl(stream, 5)).hasSizeGreaterThanOrEqualTo(5);
      assertThat(served.get("api/cameras/far")).contains("\"width\":320,\"height\":180");
    }
  }
}
