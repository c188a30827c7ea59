package io.zoetrope.drivers.v4l2;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.zoetrope.core.fixture.DriverBench;
import io.zoetrope.core.source.CameraControl;
import io.zoetrope.core.source.CameraControl.Kind;
import io.zoetrope.core.source.CameraControls;
import io.zoetrope.core.source.CameraUri;
import io.zoetrope.core.source.ControlRefusedException;
import io.zoetrope.core.source.FrameSource;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Brightness and its like, through the system's calls. */
class V4l2ControlsIT {
  // Each: number, type, minimum, maximum, step, default, flags, name.
  private static final String[] CONTROLS = {
    "control 00980001 6 0 0 0 0 4 User Controls",
    "control 00980900 1 -64 64 1 0 0 Brightness",
    "control 0098090c 2 0 1 1 1 0 White Balance, Automatic",
    "control 00980918 3 0 2 1 1 0 Power Line Frequency",
    "menu 0 Disabled",
    "menu 2 60 Hz",
    "control 0098091f 9 0 1 1 0 0 Link Frequency",
    "menu 0 456000000",
    "menu 1 912000000",
    "control 00980920 1 0 10 1 3 1 Disabled One",
    "control 00980921 1 0 10 1 3 4 Temperature",
    "control 00980922 4 0 0 0 0 40 Reset",
    "control 00980923 7 0 32 1 0 0 Serial Number",
    "control 009a0901 3 0 3 1 3 0 Auto Exposure",
    "menu 1 Manual Mode",
    "menu 3 Aperture Priority Mode",
    "control 009a0902 1 3 2047 1 250 0 Exposure Time, Absolute",
    "inactive-unless 009a0901 1",
    "control 009a0903 1 0 100 10 0 0 Brightness",
  };

  private final DriverBench bench = new DriverBench();
  private Webcam webcam;
  private Path node;
  private CameraControls controls;

  @TempDir Path folder;

  @BeforeEach
  void plugIn() throws IOException {
    webcam = new Webcam(folder);
    node = webcam.plugInJpegs("video0", Webcam.pictures(), CONTROLS);
    controls =
        webcam
            .driver()
            .controls(CameraUri.parse(webcam.uri("video0")), bench.context())
            .orElseThrow();
  }

  @AfterEach
  void everyBufferIsGivenBack() {
    bench.close();
  }

  @Test
  void controlsThatPeopleCanSetAreListed() throws Exception {
    assertThat(controls.list())
        .extracting(CameraControl::name)
        .containsExactly(
            "brightness",
            "white_balance_automatic",
            "power_line_frequency",
            "link_frequency",
            "temperature",
            "reset",
            "auto_exposure",
            "exposure_time_absolute",
            "brightness_2");
  }

  @Test
  void eachControlIsDescribedInFull() throws Exception {
    assertThat(find("brightness"))
        .isEqualTo(
            new CameraControl(
                "brightness",
                "Brightness",
                Kind.INTEGER,
                -64,
                64,
                1,
                0,
                0,
                new TreeMap<>(),
                false,
                false));
    assertThat(find("white_balance_automatic").kind()).isEqualTo(Kind.BOOLEAN);
    assertThat(find("power_line_frequency").menu())
        .as("a menu with a gap")
        .isEqualTo(Map.of(0L, "Disabled", 2L, "60 Hz"));
    assertThat(find("link_frequency").menu()).isEqualTo(Map.of(0L, "456000000", 1L, "912000000"));
    assertThat(find("temperature").readOnly()).isTrue();
    assertThat(find("reset").kind()).isEqualTo(Kind.BUTTON);
    assertThat(find("exposure_time_absolute").inactive()).isTrue();
  }

  @Test
  void settingAControlSetsItInTheCamera() throws Exception {
    controls.set("brightness", -12);
    controls.set("brightness_2", 30);

    assertThat(find("brightness").value()).isEqualTo(-12);
    assertThat(find("brightness_2").value()).isEqualTo(30);
    assertThat(Files.readString(node.resolveSibling("video0.values")))
        .isEqualTo("980900 -12\n9a0903 30\n");
  }

  @Test
  void controlsWorkWhileTheCameraStreams() throws Exception {
    try (FrameSource source = webcam.open(bench, webcam.uri("video0"))) {
      source.read().release();
      controls.set("brightness", 20);
      assertThat(find("brightness").value()).isEqualTo(20);
      source.read().release();
    }
  }

  @Test
  void aControlInAutomaticModeCannotBeSet() throws Exception {
    assertThatThrownBy(() -> controls.set("exposure_time_absolute", 100))
        .isInstanceOf(ControlRefusedException.class)
        .hasMessage(
            "the camera does not take exposure_time_absolute, as an automatic decides it: turn that off first");

    controls.set("auto_exposure", 1);
    controls.set("exposure_time_absolute", 100);

    assertThat(find("exposure_time_absolute").value()).isEqualTo(100);
    assertThat(find("exposure_time_absolute").inactive()).isFalse();
  }

  @Test
  void aRefusalByTheCameraIsReported() {
    assertThatThrownBy(() -> controls.set("temperature", 1))
        .isInstanceOf(ControlRefusedException.class)
        .hasMessageContaining("the camera does not take 1 for temperature");
    assertThatThrownBy(() -> controls.set("contrast", 1))
        .isInstanceOf(ControlRefusedException.class)
        .hasMessage("the camera %s has no control contrast".formatted(node));
  }

  @Test
  void anUnpluggedCameraHasNoControls() throws Exception {
    Files.delete(node);

    assertThatThrownBy(controls::list)
        .isInstanceOf(IOException.class)
        .isNotInstanceOf(ControlRefusedException.class)
        .hasMessage("there is no camera at %s; none is there: is it plugged in?".formatted(node));
    assertThatThrownBy(() -> controls.set("brightness", 1)).hasMessageContaining("no camera");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          Brightness                 | brightness
          Exposure, Auto             | exposure_auto
          Exposure (Absolute)        | exposure_absolute
          White Balance Temperature  | white_balance_temperature
          LED1 Mode                  | led1_mode
          (odd)                      | odd
          """)
  void namesMatchV4l2Ctl(String label, String name) {
    assertThat(ControlQuery.simpleName(label)).isEqualTo(name);
  }

  private CameraControl find(String name) throws IOException {
    return controls.list().stream()
        .filter(control -> control.name().equals(name))
        .findFirst()
        .orElseThrow();
  }
}
