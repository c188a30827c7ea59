package io.zoetrope.drivers.opencv;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.zoetrope.core.fixture.DriverBench;
import io.zoetrope.core.fixture.Pictures;
import io.zoetrope.core.media.Frame;
import io.zoetrope.core.source.CameraDriver;
import io.zoetrope.core.source.CameraUri;
import io.zoetrope.core.source.FrameSource;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.ServiceLoader;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class OpenCvDriverIT {

  @TempDir private Path folder;

  private final DriverBench bench = new DriverBench();

  @AfterEach
  void nothingIsLeft() {
    bench.close();
  }

  @Test
  void isFoundByTheServiceLoader() {
    assertThat(ServiceLoader.load(CameraDriver.class))
        .hasAtLeastOneElementOfType(OpenCvDriver.class);
  }

  @Test
  void playsAnAviAtItsOwnSpeedToItsEnd() throws Exception {
    Path avi = SampleVideos.avi(folder, 16);

    try (FrameSource source = open("opencv:" + avi)) {
      assertThat(source.description()).isEqualTo("opencv 320x180");
      Frame first = source.read();
      Frame last = first;
      for (int i = 1; i < 16; i++) {
        last = source.read();
        assertThat(last.sequence()).isEqualTo(first.sequence() + i);
        last.release();
      }
      assertThat(last.capturedNanos() - first.capturedNanos())
          .isGreaterThan(Duration.ofMillis(950).toNanos());
      assertThat(first.videoFormat().width()).isEqualTo(320);
      BufferedImage picture = Pictures.decoded(Pictures.bytesOf(first));
      assertThat(picture.getHeight()).isEqualTo(180);
      assertThatThrownBy(source::read)
          .isInstanceOf(IOException.class)
          .hasMessage("the recording has ended");
    }
  }

  @Test
  void playsASeriesOfPicturesAtTheSpeedAskedFor() throws Exception {
    String series = SampleVideos.series(folder, 6);

    try (FrameSource source = open("opencv:" + series + "?fps=20")) {
      long first = capturedNanos(source.read());
      for (int i = 1; i < 5; i++) {
        source.read().release();
      }
      long last = capturedNanos(source.read());
      // Five intervals; the first picture may have come late, and unpaced they take no time at all.
      assertThat(last - first).isGreaterThan(Duration.ofMillis(150).toNanos());
      assertThatThrownBy(source::read).hasMessage("the recording has ended");
    }
  }

  @Test
  void startsAgainWithTheLoopOption() throws Exception {
    for (String recording :
        new String[] {SampleVideos.avi(folder, 3).toString(), SampleVideos.series(folder, 3)}) {
      try (FrameSource source = open("opencv:" + recording + "?fps=200&loop=true")) {
        byte[] first = Pictures.bytesOf(source.read());
        byte[] second = Pictures.bytesOf(source.read());
        source.read().release();

        assertThat(Pictures.bytesOf(source.read())).isEqualTo(first);
        assertThat(Pictures.bytesOf(source.read())).isEqualTo(second).isNotEqualTo(first);
      }
    }
  }

  @Test
  void encodesWithTheQualityAskedFor() throws Exception {
    Path avi = SampleVideos.avi(folder, 1);

    assertThat(firstPicture("opencv:" + avi + "?quality=30").length)
        .isLessThan(firstPicture("opencv:" + avi).length);
    assertThat(firstPicture("opencv:" + avi + "?quality=80"))
        .isEqualTo(firstPicture("opencv:" + avi));
  }

  @Test
  void anUnsupportedVideoFormatIsRefusedWithASentence() throws Exception {
    Path video = SampleVideos.h264(folder);

    assertRefused("opencv:" + video, "try file:" + video);
  }

  @Test
  void aFileThatIsNotAVideoIsRefusedWithASentence() throws Exception {
    Path text = Files.writeString(folder.resolve("notes 100%.avi"), "RIFF? No, dear.");
    Path empty = Files.createFile(folder.resolve("empty.avi"));

    assertRefused("opencv:" + text, "OpenCV cannot read '%s'".formatted(text));
    assertRefused("opencv:" + empty, "OpenCV cannot read '%s'".formatted(empty));
  }

  @Test
  void aPictureThatCannotBeDecodedIsNamed() throws Exception {
    String series = SampleVideos.series(folder, 4);
    try (FrameSource source = open("opencv:" + series + "?fps=200&loop=true")) {
      source.read().release();
      SampleVideos.damage(folder.resolve("img_003.jpg"));
      source.read().release();

      assertThatThrownBy(source::read)
          .isInstanceOf(IOException.class)
          .hasMessageContaining("picture 3 of '%s' cannot be decoded".formatted(series));
    }
  }

  @Test
  void aPictureThatIsTooLargeIsNotDecoded() throws Exception {
    // Nearly nothing on disk, 300 MB in memory.
    SampleVideos.run(
        List.of(
            "ffmpeg",
            "-nostdin",
            "-v",
            "error",
            "-f",
            "lavfi",
            "-i",
            "color=size=10000x10000:rate=1",
            "-frames:v",
            "1",
            folder + "/huge_1.png"));

    assertThatThrownBy(() -> firstPicture("opencv:" + folder + "/huge_%d.png"))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("at most 64 megapixels");
  }

  @Test
  void aMissingCameraIsNamed() {
    assertRefused("opencv:987", "there is no camera 987: /dev/video987 does not exist");
  }

  private byte[] firstPicture(String uri) throws IOException, InterruptedException {
    try (FrameSource source = open(uri)) {
      return Pictures.bytesOf(source.read());
    }
  }

  private void assertRefused(String uri, String sentence) {
    assertThatThrownBy(() -> open(uri))
        .isInstanceOf(IOException.class)
        .hasMessageContaining(sentence);
  }

  private FrameSource open(String uri) throws IOException, InterruptedException {
    return new OpenCvDriver().open(CameraUri.parse(uri), bench.context());
  }

  private static long capturedNanos(Frame frame) {
    try {
      return frame.capturedNanos();
    } finally {
      frame.release();
    }
  }
}
