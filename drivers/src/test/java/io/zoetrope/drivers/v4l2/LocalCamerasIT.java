package io.zoetrope.drivers.v4l2;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.zoetrope.base.fixture.ChildProcesses;
import io.zoetrope.core.fixture.DriverBench;
import io.zoetrope.core.source.FrameSource;
import io.zoetrope.core.source.Size;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is plugged in, as a list. */
class LocalCamerasIT {
  private Webcam webcam;

  @TempDir Path folder;

  @BeforeEach
  void noCamera() throws IOException {
    webcam = new Webcam(folder);
  }

  @Test
  void withoutCamerasTheListIsEmpty() throws Exception {
    assertThat(webcam.cameras().list()).isEmpty();
  }

  @Test
  void formatsSizesAndRatesAreThoseOfTheCamera() throws Exception {
    webcam.plugIn(
        "video0",
        "card Some Webcam",
        "format YUYV YUYV 4:2:2",
        "size 640x480 30 15",
        "format MJPG Motion-JPEG",
        "size 640x480 30",
        "size 1920x1080 30000/1001 5 7");

    LocalCamera camera = webcam.cameras().list().getFirst();

    assertThat(camera.card()).isEqualTo("Some Webcam");
    assertThat(camera.formats())
        .containsExactly(
            new OfferedFormat(
                "YUYV",
                "YUYV 4:2:2",
                List.of(new OfferedSize(new Size(640, 480), rates(30, 15))),
                Optional.empty()),
            new OfferedFormat(
                "MJPG",
                "Motion-JPEG",
                List.of(
                    new OfferedSize(
                        new Size(1920, 1080),
                        List.of(
                            new FrameRate(30000, 1001), new FrameRate(7, 1), new FrameRate(5, 1))),
                    new OfferedSize(new Size(640, 480), rates(30))),
                Optional.empty()));
  }

  @Test
  void aCameraThatScalesListsUsualSizes() throws Exception {
    webcam.plugIn("video0", "card Scaler", "format YU12 Planar", "any-size", "size 1300x800 30");

    OfferedFormat format = webcam.cameras().list().getFirst().formats().getFirst();

    assertThat(format.scaledUpTo()).contains(new Size(1300, 800));
    assertThat(format.sizes())
        .extracting(offered -> offered.size().toString())
        .containsExactly("1300x800", "1280x720", "800x600", "640x480", "320x240");
  }

  @Test
  void nodesWithoutPicturesAndOtherFilesAreLeftOut() throws Exception {
    webcam.plugIn("video0", Webcam.YUYV_ONLY);
    webcam.plugIn("video1", "card Old Webcam", "capabilities 0x00800000");
    Files.writeString(webcam.node("video2"), "not a device");
    webcam.plugIn("videotape", Webcam.YUYV_ONLY);

    assertThat(webcam.cameras().list())
        .extracting(LocalCamera::node)
        .containsExactly(webcam.node("video0"));
  }

  @Test
  void theNameByIdIsPreferredToTheNameByPath() throws Exception {
    for (String node : List.of("video0", "video1", "video2")) {
      webcam.plugIn(node, Webcam.YUYV_ONLY);
    }
    Path byId = link("v4l/by-id/usb-Old_Webcam_1234-video-index0", "video0");
    link("v4l/by-path/pci-0000:00:14.0-usb-0:1:1.0-video-index0", "video0");
    Path byPath = link("v4l/by-path/pci-0000:00:14.0-usb-0:2:1.0-video-index0", "video1");
    link("v4l/by-id/usb-Unplugged-video-index0", "video9");

    assertThat(webcam.cameras().list())
        .extracting(LocalCamera::uri)
        .containsExactly("v4l2:" + byId, "v4l2:" + byPath, webcam.uri("video2"));
  }

  @Test
  void aBusyCameraIsListedWithItsHolder() throws Exception {
    webcam.plugInJpegs("video0", Webcam.pictures());
    assertThat(webcam.cameras().list().getFirst().busy()).isFalse();

    try (DriverBench bench = new DriverBench();
        FrameSource source = webcam.open(bench, webcam.uri("video0"))) {
      source.read().release();
      LocalCamera camera = webcam.cameras().list().getFirst();

      assertThat(camera.busy()).isTrue();
      assertThat(camera.holders())
          .containsExactly(new DeviceHolder(ProcessHandle.current().pid(), "Zoetrope"));
      assertThat(camera.formats()).hasSize(2);
      source.read().release();
    }
  }

  @Test
  void aForbiddenCameraIsListedWithAdvice() throws Exception {
    webcam.plugIn("video0", "card Private", "open-error EACCES");

    LocalCamera camera = webcam.cameras().list().getFirst();

    assertThat(camera.trouble()).startsWith("this user may not open " + camera.node());
    assertThat(camera.card()).isEmpty();
  }

  @Test
  void duplicateFormatsAndSizesAreMerged() throws Exception {
    webcam.plugIn(
        "video0",
        "card Repetitive Webcam",
        "format YUYV YUYV 4:2:2",
        "size 640x480 30",
        "size 640x480 15",
        "size 320x240 30",
        "format YUYV YUYV 4:2:2",
        "size 640x480 30");

    assertThat(webcam.cameras().list().getFirst().formats())
        .containsExactly(
            new OfferedFormat(
                "YUYV",
                "YUYV 4:2:2",
                List.of(
                    new OfferedSize(new Size(640, 480), rates(30)),
                    new OfferedSize(new Size(320, 240), rates(30))),
                Optional.empty()));
  }

  @Test
  void aBigEndianFormatIsNotTakenForTheCommonOne() throws Exception {
    webcam.plugIn(
        "video0",
        "card Thermal Camera",
        "format Y16  16-bit Greyscale",
        "size 160x120 30",
        "format Y16 -BE 16-bit Greyscale BE",
        "size 640x480 30");

    assertThat(webcam.cameras().list().getFirst().formats())
        .extracting(OfferedFormat::fourcc, OfferedFormat::name)
        .containsExactly(
            tuple("Y16 ", Optional.of("gray16le")), tuple("Y16 -BE", Optional.empty()));
  }

  @Test
  void aLoopbackWithoutInputIsListedWithAdvice() throws Exception {
    webcam.plugIn("video30", Webcam.UNFED);

    LocalCamera camera = webcam.cameras().list().getFirst();

    assertThat(camera.card()).isEqualTo("OBS Virtual Camera");
    assertThat(camera.trouble()).startsWith("nothing feeds " + webcam.node("video30"));
  }

  @Test
  void anUnresponsiveDeviceIsListedByItsKernelName() throws Exception {
    webcam.plugIn("video0", "open-error ENODEV");
    webcam.isKnownAs("video0", "HD Pro Webcam C920");

    LocalCamera camera = webcam.cameras().list().getFirst();

    assertThat(camera.card()).isEqualTo("HD Pro Webcam C920");
    assertThat(camera.trouble()).contains("does not answer");
  }

  @Test
  void nothingStaysOpen() throws Exception {
    webcam.plugIn("video0", Webcam.YUYV_ONLY);
    webcam.plugIn("video1", "card Metadata", "capabilities 0x00800000");
    LocalCameras cameras = webcam.cameras();
    assertThat(cameras.list()).hasSize(1);
    long descriptors = ChildProcesses.openDescriptors();

    for (int round = 0; round < 30; round++) {
      assertThat(cameras.list()).hasSize(1);
    }

    assertThat(ChildProcesses.openDescriptors()).isLessThanOrEqualTo(descriptors);
  }

  private Path link(String name, String node) throws IOException {
    Path link = webcam.dev().resolve(name);
    Files.createDirectories(link.getParent());
    return Files.createSymbolicLink(link, webcam.node(node));
  }

  private static List<FrameRate> rates(int... perSecond) {
    return Arrays.stream(perSecond).mapToObj(rate -> new FrameRate(rate, 1)).toList();
  }
}
