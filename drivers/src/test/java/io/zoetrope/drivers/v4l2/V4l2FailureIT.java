package io.zoetrope.drivers.v4l2;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.zoetrope.core.driver.FrameSource;
import io.zoetrope.testing.ChildProcesses;
import io.zoetrope.testing.DriverBench;
import io.zoetrope.testing.Pictures;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is said when a webcam does not open, or is lost. */
class V4l2FailureIT {
  private final DriverBench bench = new DriverBench();
  private Webcam webcam;

  @TempDir Path folder;

  @BeforeEach
  void noCamera() throws IOException {
    webcam = new Webcam(folder);
  }

  @AfterEach
  void everyBufferIsGivenBack() {
    bench.close();
  }

  @Test
  void noCameraAtAll() {
    refused(
        webcam.uri("video0"),
        "there is no camera at %s; none is there: is it plugged in?"
            .formatted(webcam.node("video0")));
  }

  @Test
  void noSuchCameraNamesThoseThatAreThere() throws Exception {
    webcam.plugIn("video1", Webcam.YUYV_ONLY);
    webcam.plugInJpegs("video10", List.of(Pictures.numbered(1)));

    refused(
        webcam.uri("video0"),
        "there is no camera at %s; there is %s (Old Webcam), %s (HD Pro Webcam C920)"
            .formatted(webcam.node("video0"), webcam.node("video1"), webcam.node("video10")));
  }

  @Test
  void whatIsNoCamera() throws Exception {
    Files.writeString(webcam.node("video0"), "not a device");

    refused(
        webcam.uri("video0"),
        "%s is not a camera; none is there: is it plugged in?".formatted(webcam.node("video0")));
    refused("v4l2:/dev/null", "/dev/null is not a camera; none is there: is it plugged in?");
  }

  @Test
  void theNodeOfACameraThatDeliversDataOnly() throws Exception {
    webcam.plugIn("video0", Webcam.YUYV_ONLY);
    webcam.plugIn("video1", "card Old Webcam", "capabilities 0x00800000");

    refused(
        webcam.uri("video1"),
        "%s delivers no pictures, only data about them; there is %s (Old Webcam)"
            .formatted(webcam.node("video1"), webcam.node("video0")));
  }

  @Test
  void whatThisUserMayNotOpen() throws Exception {
    webcam.plugIn("video0", "card Private", "open-error EACCES");

    refused(
        webcam.uri("video0"),
        "this user may not open %s: add the user to the group video (sudo usermod -aG video %s) and log in again"
            .formatted(webcam.node("video0"), System.getProperty("user.name")));
  }

  @Test
  void aBusyCameraNamesTheProcess() throws Exception {
    webcam.plugInJpegs("video0", Webcam.pictures());
    ChildProcesses children = new ChildProcesses();

    try (FrameSource first = webcam.open(bench, webcam.uri("video0"))) {
      first.read().release();
      long process = children.started().iterator().next().pid();

      refused(
          webcam.uri("video0"),
          "the camera %s is busy: ffmpeg (process %d) has it open; end that first"
              .formatted(webcam.node("video0"), process));
      first.read().release();
    }
    try (FrameSource next = webcam.open(bench, webcam.uri("video0"))) {
      next.read().release();
    }
  }

  @Test
  void aSizeThatTheCameraDoesNotHave() throws Exception {
    webcam.plugIn("video0", Webcam.YUYV_ONLY);

    refused(
        webcam.uri("video0") + "?size=1000x1000",
        "the camera %s has no pictures of 1000x1000; it has 640x480, 160x120"
            .formatted(webcam.node("video0")));
  }

  @Test
  void aFormatThatTheCameraDoesNotHave() throws Exception {
    webcam.plugIn("video0", Webcam.YUYV_ONLY);

    refused(
        webcam.uri("video0") + "?format=mjpeg",
        "the camera %s has no format mjpeg; it has yuyv422".formatted(webcam.node("video0")));
  }

  @Test
  void formatsThatNobodyCanRead() throws Exception {
    webcam.plugIn("video0", "card unicam", "format pRAA 10-bit Bayer", "size 640x480 30");

    refused(
        webcam.uri("video0"),
        "the camera %s delivers only what FFmpeg cannot read (pRAA); one of a Raspberry Pi is opened with rpicam:0"
            .formatted(webcam.node("video0")));
  }

  @Test
  void anUnpluggedCameraIsToldSoAndComesBack() throws Exception {
    List<byte[]> pictures = Webcam.pictures();
    Path node = webcam.plugInJpegs("video0", pictures);

    try (FrameSource source = webcam.open(bench, webcam.uri("video0"))) {
      source.read().release();
      Files.delete(node);
      assertThatThrownBy(() -> readToTheEnd(source))
          .isInstanceOf(IOException.class)
          .hasMessage("the camera %s was unplugged".formatted(node));
    }
    refused(
        webcam.uri("video0"),
        "there is no camera at %s; none is there: is it plugged in?".formatted(node));

    webcam.plugInJpegs("video0", pictures);
    try (FrameSource source = webcam.open(bench, webcam.uri("video0"))) {
      assertThat(Pictures.next(source)).isEqualTo(pictures.getFirst());
    }
  }

  @Test
  void aStableNameStaysWhenTheCameraGetsAnotherNumber() throws Exception {
    Path link = webcam.dev().resolve("v4l/by-id/usb-Old_Webcam-video-index0");
    Files.createDirectories(link.getParent());
    for (String node : List.of("video0", "video3")) {
      webcam.plugIn(node, Webcam.YUYV_ONLY);
      Files.createSymbolicLink(link, Path.of("../../" + node));
      try (FrameSource source = webcam.open(bench, "v4l2:" + link)) {
        source.read().release();
      }
      Files.delete(webcam.node(node));
      Files.delete(link);
    }
  }

  private void refused(String uri, String sentence) {
    assertThatThrownBy(() -> webcam.open(bench, uri).close())
        .isInstanceOf(IOException.class)
        .hasMessage(sentence);
  }

  private static void readToTheEnd(FrameSource source) throws IOException, InterruptedException {
    while (true) {
      source.read().release();
    }
  }
}
