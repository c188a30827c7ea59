package io.zoetrope.drivers.v4l2;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.zoetrope.core.fixture.Pictures;
import io.zoetrope.core.source.FrameSource;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What is said when a webcam does not open, or is lost. */
class V4l2FailureIT extends V4l2FailureFixture {
  @Test
  void withoutAnyCameraTheFailureSaysSo() {
    refused(
        webcam.uri("video0"),
        "there is no camera at %s; none is there: is it plugged in?"
            .formatted(webcam.node("video0")));
  }

  @Test
  void aMissingCameraIsReportedWithTheOnesThatExist() throws Exception {
    webcam.plugIn("video1", Webcam.YUYV_ONLY);
    webcam.plugInJpegs("video10", List.of(Pictures.numbered(1)));
    webcam.plugIn("video30", Webcam.UNFED);
    webcam.plugIn("video31", "card Phone", "driver v4l2 loopback");
    webcam.plugIn("video32", "open-error ENODEV");

    refused(
        webcam.uri("video0"),
        "there is no camera at %s; there is %s (Old Webcam), %s (HD Pro Webcam C920)"
            .formatted(webcam.node("video0"), webcam.node("video1"), webcam.node("video10")));
  }

  @Test
  void aFileThatIsNotACameraIsReported() throws Exception {
    Files.writeString(webcam.node("video0"), "not a device");

    refused(
        webcam.uri("video0"),
        "%s is not a camera; none is there: is it plugged in?".formatted(webcam.node("video0")));
    refused("v4l2:/dev/null", "/dev/null is not a camera; none is there: is it plugged in?");
  }

  @Test
  void aMetadataNodeIsReported() throws Exception {
    webcam.plugIn("video0", Webcam.YUYV_ONLY);
    webcam.plugIn("video1", "card Old Webcam", "capabilities 0x00800000");

    refused(
        webcam.uri("video1"),
        "%s delivers no pictures, only data about them; there is %s (Old Webcam)"
            .formatted(webcam.node("video1"), webcam.node("video0")));
  }

  @Test
  void aConverterIsNotCalledAMetadataNode() throws Exception {
    webcam.plugIn("video10", "card bcm2835-codec", "capabilities 0x04008000");

    refused(
        webcam.uri("video10"),
        "%s delivers no pictures: it is an output or a converter (bcm2835-codec); none is there: is it plugged in?"
            .formatted(webcam.node("video10")));
  }

  @Test
  void aLoopbackWithoutInputIsReported() throws Exception {
    webcam.plugIn("video30", Webcam.UNFED);
    webcam.plugIn("video31", "card Phone", "driver v4l2 loopback");

    refused(
        webcam.uri("video30"),
        "nothing feeds %s (OBS Virtual Camera): start the program that is to send its pictures there"
            .formatted(webcam.node("video30")));
    refused(
        webcam.uri("video31"),
        "nothing feeds %s (Phone): start the program that is to send its pictures there"
            .formatted(webcam.node("video31")));
  }

  @Test
  void anUnresponsiveCameraIsNotSuggestedInItsOwnPlace() throws Exception {
    webcam.plugIn("video0", "open-error ENODEV");
    webcam.plugIn("video1", "open-error ENXIO");
    webcam.plugIn("video2", Webcam.YUYV_ONLY);
    webcam.isKnownAs("video0", "HD Pro Webcam C920");

    refused(
        webcam.uri("video0"),
        "%s is the node of a camera that does not answer (HD Pro Webcam C920): unplug it and plug it in again"
            .formatted(webcam.node("video0")));
    refused(
        webcam.uri("video1"),
        "%s is the node of a device that is gone; in a container, hand the device in again; there is %s (Old Webcam)"
            .formatted(webcam.node("video1"), webcam.node("video2")));
  }

  @Test
  void aSizeTheCameraLacksIsReported() throws Exception {
    webcam.plugIn("video0", Webcam.YUYV_ONLY);

    refused(
        webcam.uri("video0") + "?size=1000x1000",
        "the camera %s has no pictures of 1000x1000; it has 640x480, 160x120"
            .formatted(webcam.node("video0")));
  }

  @Test
  void aFormatTheCameraLacksIsReported() throws Exception {
    webcam.plugIn("video0", Webcam.YUYV_ONLY);

    refused(
        webcam.uri("video0") + "?format=mjpeg",
        "the camera %s has no format mjpeg; it has yuyv422".formatted(webcam.node("video0")));
  }

  @Test
  void formatsThatFfmpegCannotReadAreReported() throws Exception {
    webcam.plugIn("video0", "card unicam", "format pRAA 10-bit Bayer", "size 640x480 30");

    refused(
        webcam.uri("video0"),
        "the camera %s delivers only what FFmpeg cannot read (pRAA); one of a Raspberry Pi is opened with rpicam:0"
            .formatted(webcam.node("video0")));
  }

  @Test
  void anUnpluggedCameraIsReportedAndComesBack() throws Exception {
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

  private static void readToTheEnd(FrameSource source) throws IOException, InterruptedException {
    while (true) {
      source.read().release();
    }
  }
}
