package io.zoetrope.drivers.v4l2;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.zoetrope.core.source.CameraUri;
import io.zoetrope.core.source.Size;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Which of a camera's modes is taken. */
class RequestedModeTest {
  private static final Path PLACE = Path.of("/dev/video0");

  /** As of a common webcam: JPEGs of all sizes, raw ones of the large sizes slowly only. */
  private static final List<OfferedFormat> COMMON =
      List.of(
          format("YUYV", "640x480 30 15", "1280x720 10 5", "1920x1080 5"),
          format("MJPG", "640x480 60 30 15", "1280x720 60 30", "1920x1080 30 15", "3840x2160 30"));

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
                                       | mjpeg 1920x1080 30
          size=1280x720                | mjpeg 1280x720 30
          size=1280x720&fps=60         | mjpeg 1280x720 60
          fps=60                       | mjpeg 1280x720 60
          fps=15                       | mjpeg 1920x1080 15
          fps=20                       | mjpeg 1920x1080 15
          size=3840x2160               | mjpeg 3840x2160 30
          format=yuyv422               | yuyv422 640x480 30
          format=YUYV                  | yuyv422 640x480 30
          format=yuyv422&size=1280x720 | yuyv422 1280x720 10
          format=yuyv422&fps=4         | yuyv422 1920x1080 5
          """)
  void theBestModeOfACommonWebcamIsChosen(String options, String mode) throws IOException {
    assertThat(chosen(options == null ? "" : options, COMMON)).isEqualTo(mode);
  }

  @Test
  void rawPicturesAreChosenWithoutJpegs() throws IOException {
    assertThat(chosen("", List.of(format("UYVY", "640x480 30"), format("YUYV", "640x480 30"))))
        .as("the format that is preferred")
        .isEqualTo("yuyv422 640x480 30");
    assertThat(chosen("", List.of(format("YUYV", "640x480 15", "1280x720 7"))))
        .as("where nothing is fluent, what comes nearest")
        .isEqualTo("yuyv422 640x480 15");
  }

  @Test
  void rawPicturesAreChosenIfJpegsAreTooSlow() throws IOException {
    assertThat(chosen("", List.of(format("MJPG", "1280x720 10"), format("NV12", "640x480 30"))))
        .isEqualTo("nv12 640x480 30");
  }

  @Test
  void theSmallestSizeIsChosenIfAllAreLarge() throws IOException {
    assertThat(chosen("", List.of(format("MJPG", "4096x2160 30", "2592x1944 30"))))
        .isEqualTo("mjpeg 2592x1944 30");
  }

  @Test
  void fractionalRatesStayExact() throws IOException {
    OfferedSize size = new OfferedSize(new Size(640, 480), List.of(new FrameRate(30000, 1001)));
    OfferedFormat format = new OfferedFormat("MJPG", "", List.of(size), Optional.empty());

    assertThat(chosen("", List.of(format))).isEqualTo("mjpeg 640x480 30000/1001");
  }

  @Test
  void aCameraThatScalesTakesAnySizeUpToItsLargest() throws IOException {
    List<OfferedSize> usual = List.of(size("1280x720 30"), size("640x480 30"));
    List<OfferedFormat> formats =
        List.of(new OfferedFormat("YU12", "", usual, Optional.of(new Size(1600, 1200))));

    assertThat(chosen("size=1000x700", formats)).isEqualTo("yuv420p 1000x700 30");
    assertThatThrownBy(() -> chosen("size=2000x1000", formats))
        .hasMessage(
            "the camera /dev/video0 has no pictures of 2000x1000; it has 1280x720, 640x480");
  }

  @Test
  void unknownModesAreLeftToTheCamera() throws IOException {
    assertThat(chosen("", List.of())).isEqualTo("- - -");
    assertThat(chosen("size=640x480&fps=10", List.of())).isEqualTo("- 640x480 10.0");
    assertThat(chosen("size=640x480", List.of(format("MJPG")))).isEqualTo("mjpeg 640x480 -");
    assertThat(chosen("", List.of(format("MJPG", "640x480")))).isEqualTo("mjpeg 640x480 -");
  }

  @Test
  void aSizeThatOnlyAnotherFormatHasIsRefused() {
    assertThatThrownBy(() -> chosen("format=yuyv422&size=3840x2160", COMMON))
        .isInstanceOf(IOException.class)
        .hasMessage(
            "the camera /dev/video0 has no pictures of 3840x2160 in yuyv422; it has 1920x1080, 1280x720, 640x480");
  }

  private static String chosen(String options, List<OfferedFormat> formats) throws IOException {
    CaptureMode mode =
        RequestedMode.of(CameraUri.parse("v4l2:/dev/video0?" + options)).choose(PLACE, formats);
    return String.join(
        " ",
        mode.format().orElse("-"),
        mode.size().map(Size::toString).orElse("-"),
        mode.rate().orElse("-"));
  }

  private static OfferedFormat format(String fourcc, String... sizes) {
    return new OfferedFormat(
        fourcc, "", Stream.of(sizes).map(RequestedModeTest::size).toList(), Optional.empty());
  }

  private static OfferedSize size(String text) {
    String[] words = text.split("[ x]", -1);
    return new OfferedSize(
        new Size(Integer.parseInt(words[0]), Integer.parseInt(words[1])),
        Arrays.stream(words).skip(2).map(rate -> new FrameRate(Long.parseLong(rate), 1)).toList());
  }
}
