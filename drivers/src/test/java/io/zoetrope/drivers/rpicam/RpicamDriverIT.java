package io.zoetrope.drivers.rpicam;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.zoetrope.base.fixture.ChildProcesses;
import io.zoetrope.core.fixture.DriverBench;
import io.zoetrope.core.fixture.Pictures;
import io.zoetrope.core.media.Frame;
import io.zoetrope.core.media.H264;
import io.zoetrope.core.source.BadCameraUriException;
import io.zoetrope.core.source.CameraUri;
import io.zoetrope.core.source.DriverContext;
import io.zoetrope.core.source.FrameSource;
import io.zoetrope.core.time.SystemTimekeeper;
import io.zoetrope.drivers.fixture.Rate;
import io.zoetrope.drivers.fixture.RpicamStandIn;
import io.zoetrope.drivers.fixture.Video;
import io.zoetrope.ffmpeg.fixture.Programs;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The camera of a Raspberry Pi, of which a stand-in plays the program. */
class RpicamDriverIT {
  private static final byte[] PICTURE = Pictures.whole(640, 480, 1);

  private final DriverBench bench = new DriverBench();
  private final ChildProcesses children = new ChildProcesses();
  private final SystemTimekeeper time = new SystemTimekeeper();
  private final RpicamDriver driver = new RpicamDriver();

  @TempDir Path folder;
  private RpicamStandIn program;

  @BeforeEach
  void theProgramIsInstalled() throws Exception {
    program = RpicamStandIn.in(folder);
  }

  @AfterEach
  void nothingIsLeft() {
    await("processes have ended").until(() -> children.started().isEmpty());
    await("log readers have ended").until(() -> children.logReaders().isEmpty());
    time.close();
    bench.close();
  }

  @Test
  void picturesArePassedOnUnchanged() throws Exception {
    try (FrameSource source = open("rpicam:")) {
      assertThat(Pictures.next(source)).isEqualTo(PICTURE);
      assertThat(Pictures.next(source)).isEqualTo(PICTURE);
    }
    assertThat(program.arguments()).isEqualTo("--camera 0 --codec mjpeg -t 0 -n --flush -o -");
    assertThat(folder.resolve("stopped")).as("was asked, not killed").exists();
  }

  @Test
  void h264IsPassedOnUndecodedWhereItIsAskedFor() throws Exception {
    Programs.runFfmpeg(
        "-f",
        "lavfi",
        "-i",
        "testsrc2=size=640x480:rate=30:duration=1",
        "-c:v",
        "libx264",
        "-tune",
        "zerolatency",
        "-g",
        "15",
        folder.resolve("second.h264").toString());
    try (FrameSource source = open("rpicam:?format=h264")) {
      for (int n = 0; n < 40; n++) {
        Frame frame = source.read();
        assertThat(frame.format()).isInstanceOf(H264.class);
        assertThat(frame.presentationNanos()).isEqualTo(frame.capturedNanos());
        assertThat(Video.widthOf(frame)).isEqualTo(640);
      }
    }
    assertThat(program.arguments())
        .isEqualTo("--camera 0 --codec h264 --inline -t 0 -n --flush -o -");
  }

  @Test
  void theOptionsArePassedToTheProgram() throws Exception {
    String uri = "rpicam:0?size=320x180&fps=20&rotation=180&hflip=true&vflip=true&quality=70";
    try (FrameSource source = open(uri)) {
      assertThat(Pictures.decoded(Pictures.next(source)).getWidth()).isEqualTo(320);
      assertThat(Rate.of(source, 1, 20)).isBetween(10.0, 25.0);
    }
    assertThat(program.arguments())
        .endsWith(
            "--width 320 --height 180 --framerate 20.0 --rotation 180 --hflip --vflip --quality 70");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          no-camera    | rpicam:0 | there is no camera: is its cable in both sockets
          busy         | rpicam:0 | the camera is busy: another program has it open
          well         | rpicam:1 | there is no camera of that number
          dies-after-5 | rpicam:0 | the program 'rpicam-vid' has ended with exit code 255
          """)
  void everyFailureIsASentence(String mode, String uri, String sentence) throws Exception {
    program.mode(mode);
    try (FrameSource source = open(uri)) {
      assertThatThrownBy(() -> readUntilItFails(source))
          .isInstanceOf(IOException.class)
          .hasMessageStartingWith(sentence);
    }
    program.mode("well");
    try (FrameSource source = open("rpicam:0")) {
      assertThat(Pictures.next(source)).isEqualTo(PICTURE);
    }
  }

  @Test
  void aCameraWithoutPicturesFailsWithTheProgramsOutput() throws Exception {
    program.mode("hangs");
    try (FrameSource source = open("rpicam:0")) {
      assertThatThrownBy(source::read)
          .isInstanceOf(IOException.class)
          .hasMessageStartingWith(
              "the program 'rpicam-vid' has shown no picture within 9 seconds: ")
          .hasMessageContaining("configuring streams");
    }
  }

  @Test
  void withoutTheProgramItSaysWhatToInstall() throws Exception {
    assertThatThrownBy(() -> bench.open(driver, "rpicam:0"))
        .isInstanceOf(IOException.class)
        .hasMessageStartingWith("there is no program rpicam-vid or libcamera-vid: install it");
    Files.delete(program.program());
    assertThatThrownBy(() -> driver.check(CameraUri.parse("rpicam:0"), context()))
        .isInstanceOf(IOException.class)
        .hasMessage("rpicam: there is no program at '%s'", program.program());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          rpicam:front         | rpicam: 'front' is not the number of a camera; write it as in rpicam:0
          rpicam:0?rotation=90 | rpicam: the option rotation is '90', but should be 0 or 180
          rpicam:0?quality=0   | rpicam: the option quality is '0', but should be a whole number from 1 to 100
          rpicam:0?size=big    | rpicam: the option size is 'big', but should be a size
          rpicam:0?iso=100     | rpicam: knows no option 'iso'
          """)
  void mistakesAreReportedAtTheStart(String uri, String sentence) {
    assertThatThrownBy(() -> driver.check(CameraUri.parse(uri), context()))
        .isInstanceOf(BadCameraUriException.class)
        .hasMessageStartingWith(sentence);
  }

  private FrameSource open(String uri) throws IOException {
    return driver.open(CameraUri.parse(uri), context());
  }

  private DriverContext context() {
    return new DriverContext(
        bench.frames(), time, Map.of(RpicamDriver.SETTING, program.program().toString()), "");
  }

  private static void readUntilItFails(FrameSource source) throws Exception {
    while (true) {
      source.read().release();
    }
  }
}
