package io.zoetrope.drivers.v4l2;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.zoetrope.core.fixture.Pictures;
import io.zoetrope.core.source.FrameSource;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;

/** Webcams that this process may not open, or that another has open. */
class V4l2AccessIT extends V4l2FailureFixture {
  @Test
  void aDeviceThisUserMayNotOpenIsReportedWithAdvice() throws Exception {
    webcam.plugIn("video0", "card Private", "open-error EACCES");

    assertThatThrownBy(() -> webcam.open(bench, webcam.uri("video0")))
        .isInstanceOf(IOException.class)
        .hasMessageStartingWith("this user may not open %s: ".formatted(webcam.node("video0")));
  }

  @Test
  void aDeviceBlockedByTheSystemNeedsNoGroup() throws Exception {
    webcam.plugIn("video0", "card Kept", "open-error EPERM");

    assertThatThrownBy(() -> webcam.open(bench, webcam.uri("video0")))
        .isInstanceOf(IOException.class)
        .hasMessageStartingWith("the system keeps this process from " + webcam.node("video0"))
        .message()
        .doesNotContain("usermod");
  }

  @Test
  void aNodeIsOpenedAsSoonAsItHasItsGroup() throws Exception {
    Path node = webcam.plugInJpegs("video0", List.of(Pictures.numbered(1)), "private-until-group");
    LocalCameras cameras =
        webcam.cameras(
            NodeAccess::of,
            _ -> {
              try {
                Files.setPosixFilePermissions(node, PosixFilePermissions.fromString("rw-rw----"));
              } catch (IOException e) {
                throw new UncheckedIOException(e);
              }
            });

    assertThat(cameras.find(node).card()).isEqualTo("HD Pro Webcam C920");
  }

  @Test
  void aNodeThatGetsNoGroupIsReportedWithinASecond() throws Exception {
    Path node = webcam.plugIn("video0", "card Private", "private-until-group");
    AtomicReference<Duration> waited = new AtomicReference<>(Duration.ZERO);
    LocalCameras cameras =
        webcam.cameras(NodeAccess::of, pause -> waited.updateAndGet(all -> all.plus(pause)));

    assertThatThrownBy(() -> cameras.find(node))
        .hasMessageContaining("no group may (rw------- ")
        .hasMessageContaining("udevadm trigger");
    assertThat(waited.get()).isBetween(Duration.ofMillis(500), Duration.ofSeconds(1));
  }

  @Test
  void aDeviceInUseNamesTheOtherCamera() throws Exception {
    webcam.plugInJpegs("video0", Webcam.pictures());
    V4l2Driver driver = webcam.driver();

    try (FrameSource first = open(driver, "door")) {
      first.read().release();

      assertThatThrownBy(() -> open(driver, "small"))
          .isInstanceOf(IOException.class)
          .hasMessage(
              "the camera %s is already open as 'door': use that one, with ?width= for other sizes"
                  .formatted(webcam.node("video0")));
      assertThatThrownBy(() -> open(driver, "door"))
          .hasMessage(
              "the camera %s is still held by the previous opening of 'door'"
                  .formatted(webcam.node("video0")));
      first.read().release();
    }
    try (FrameSource next = open(driver, "small")) {
      next.read().release();
    }
  }

  @Test
  void aDeviceInUseByAnUnnamedCameraIsNotBlamedOnFfmpeg() throws Exception {
    webcam.plugInJpegs("video0", Webcam.pictures());

    try (FrameSource first = webcam.open(bench, webcam.uri("video0"))) {
      first.read().release();
      refused(
          webcam.uri("video0"),
          "the camera %s is already open in this program, as another of its cameras: use that one, with ?width= for other sizes"
              .formatted(webcam.node("video0")));
    }
  }
}
