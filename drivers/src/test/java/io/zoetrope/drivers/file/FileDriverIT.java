package io.zoetrope.drivers.file;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;
import static org.awaitility.Awaitility.await;

import io.zoetrope.base.fixture.ChildProcesses;
import io.zoetrope.core.fixture.DriverBench;
import io.zoetrope.core.fixture.Pictures;
import io.zoetrope.core.media.Frame;
import io.zoetrope.core.media.H264;
import io.zoetrope.core.source.CameraUri;
import io.zoetrope.core.source.DriverContext;
import io.zoetrope.core.source.FrameSource;
import io.zoetrope.drivers.fixture.Clips;
import io.zoetrope.drivers.fixture.Rate;
import io.zoetrope.drivers.fixture.Video;
import io.zoetrope.ffmpeg.fixture.FfmpegStandIn;
import io.zoetrope.ffmpeg.fixture.Programs;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class FileDriverIT {
  /** The one that comes along, and the one of the system. */
  enum Ffmpeg {
    BUNDLED,
    SYSTEM
  }

  @TempDir static Path clips;
  private static Path h264 = Path.of("");
  private static Clips.MjpegClip mjpeg = new Clips.MjpegClip(h264, List.of());

  private final DriverBench bench = new DriverBench();
  private final ChildProcesses children = new ChildProcesses();

  @TempDir Path folder;

  @BeforeAll
  static void makeClips() throws Exception {
    h264 = Clips.h264(clips, 1);
    mjpeg = Clips.mjpeg(clips, 1);
  }

  @AfterEach
  void nothingIsLeft() {
    await("processes have ended").until(() -> children.started().isEmpty());
    await("log readers have ended").until(() -> children.logReaders().isEmpty());
    bench.close();
  }

  @ParameterizedTest
  @EnumSource(Ffmpeg.class)
  void bytesAfterAPictureInItsFileAreDropped(Ffmpeg ffmpeg) throws Exception {
    ByteArrayOutputStream phone = new ByteArrayOutputStream();
    phone.writeBytes(Pictures.numbered(1));
    phone.writeBytes(Pictures.whole(80, 60, 9));
    Path file = Files.write(folder.resolve("phone.jpg"), phone.toByteArray());
    try (FrameSource source = open("file:" + file, ffmpeg)) {
      assertThat(Pictures.next(source)).isEqualTo(Pictures.numbered(1));
      assertThatThrownBy(source::read).isInstanceOf(IOException.class);
    }
  }

  @ParameterizedTest
  @EnumSource(Ffmpeg.class)
  void jpegsArePassedOnUnchanged(Ffmpeg ffmpeg) throws Exception {
    try (FrameSource source = open("file:" + mjpeg.file(), ffmpeg)) {
      for (byte[] picture : mjpeg.pictures()) {
        assertThat(Pictures.next(source)).isEqualTo(picture);
      }
      await().until(source::description, "mjpeg 320x180"::equals);
      assertThatThrownBy(source::read)
          .isInstanceOf(IOException.class)
          .hasMessage("the video has ended");
    }
  }

  @ParameterizedTest
  @EnumSource(Ffmpeg.class)
  void h264ComesOutAsItIsFrameByFrame(Ffmpeg ffmpeg) throws Exception {
    try (FrameSource source = open("file:" + h264, ffmpeg)) {
      for (int i = 0; i < Clips.PICTURES_PER_SECOND; i++) {
        Frame frame = source.read();
        assertThat(frame.format()).isInstanceOf(H264.class);
        assertThat(frame.keyFrame()).isEqualTo(i == 0);
        assertThat(Video.widthOf(frame)).isEqualTo(320);
      }
      await().until(source::description, "h264 320x180"::equals);
      assertThatThrownBy(source::read)
          .isInstanceOf(IOException.class)
          .hasMessage("the video has ended");
    }
  }

  @ParameterizedTest
  @EnumSource(Ffmpeg.class)
  void aLoopGoesOnAtTheRateOfTheFile(Ffmpeg ffmpeg) throws Exception {
    try (FrameSource source = open("file:%s?loop=true".formatted(h264), ffmpeg)) {
      assertThat(Rate.of(source, 15, 45)).isCloseTo(15, within(1.5));
    }
  }

  @ParameterizedTest
  @EnumSource(Ffmpeg.class)
  void aLoopOfJpegsStartsAgainWithTheFirst(Ffmpeg ffmpeg) throws Exception {
    try (FrameSource source = open("file:%s?loop=true".formatted(mjpeg.file()), ffmpeg)) {
      for (byte[] picture : mjpeg.pictures()) {
        assertThat(Pictures.next(source)).isEqualTo(picture);
      }
      assertThat(Pictures.next(source)).isEqualTo(mjpeg.pictures().get(0));
      assertThat(Pictures.next(source)).isEqualTo(mjpeg.pictures().get(1));
    }
  }

  @Test
  void jpegsNeedOneStartOfFfmpeg() throws Exception {
    Path counting = FfmpegStandIn.in(folder, "counting");
    Files.writeString(folder.resolve("ffmpeg-path"), Programs.systemFfmpeg().toString());
    DriverContext context = bench.contextWith(counting);
    CameraUri uri = CameraUri.parse("file:" + mjpeg.file());
    FileDriver driver = new FileDriver();

    readOne(driver.open(uri, context));
    assertThat(Files.readAllLines(folder.resolve("starts"))).hasSize(1);

    readOne(driver.open(uri, context));
    assertThat(Files.readAllLines(folder.resolve("starts"))).hasSize(2);
  }

  @Test
  void aFileReplacedByAnotherFormatIsDetectedAgain() throws Exception {
    Path clip = folder.resolve("clip");
    CameraUri uri = CameraUri.parse("file:" + clip);
    FileDriver driver = new FileDriver();

    Files.copy(mjpeg.file(), clip);
    readOne(driver.open(uri, bench.context()));
    Files.delete(clip);
    Files.copy(h264, clip);
    readOne(driver.open(uri, bench.context()));
    Files.delete(clip);
    Files.copy(mjpeg.file(), clip);
    readOne(driver.open(uri, bench.context()));
  }

  @ParameterizedTest
  @EnumSource(Ffmpeg.class)
  void aFileThatIsNotAVideoIsAFailureWithASentence(Ffmpeg ffmpeg) throws Exception {
    Path text = Files.writeString(folder.resolve("clip.mp4"), "no video ".repeat(1000));

    try (FrameSource source = open("file:" + text, ffmpeg)) {
      assertThatThrownBy(source::read)
          .isInstanceOf(IOException.class)
          .hasMessage("what is there is not video that FFmpeg can read");
    }
  }

  @ParameterizedTest
  @EnumSource(Ffmpeg.class)
  void aFileOfSoundThatIsNotPassedOnIsAFailureWithASentence(Ffmpeg ffmpeg) throws Exception {
    Path sound = folder.resolve("sound.wav");
    Programs.runFfmpeg("-f", "lavfi", "-i", "sine", "-t", "1", sound.toString());

    try (FrameSource source = open("file:" + sound, ffmpeg)) {
      assertThatThrownBy(source::read)
          .isInstanceOf(IOException.class)
          .hasMessage("there is no picture in it, and no sound of a kind that can be passed on");
    }
  }

  @Test
  void aPlaylistReachesNothingButFiles() throws Exception {
    Path playlist =
        Files.write(
            folder.resolve("list.m3u8"),
            "#EXTM3U\n#EXT-X-TARGETDURATION:1\n#EXTINF:1,\nhttp://127.0.0.1:1/1.ts\n#EXT-X-ENDLIST\n"
                .getBytes(StandardCharsets.UTF_8));

    try (FrameSource source = open("file:" + playlist, Ffmpeg.BUNDLED)) {
      assertThatThrownBy(source::read)
          .isInstanceOf(IOException.class)
          .hasMessage(
              "it refers to an address of another kind (http:), which Zoetrope does not follow from there");
    }
  }

  @Test
  void namesMayContainCharactersSpecialToShellsAndFfmpeg() throws Exception {
    Path clip = Files.copy(h264, folder.resolve("-y a'b\"c;d $HOME %d?#&.mp4"));

    try (FrameSource source = open("file:" + clip, Ffmpeg.BUNDLED)) {
      source.read().release();
    }
  }

  private FrameSource open(String uri, Ffmpeg ffmpeg) throws Exception {
    return switch (ffmpeg) {
      case BUNDLED -> bench.open(new FileDriver(), uri);
      case SYSTEM -> bench.open(new FileDriver(), uri, Programs.systemFfmpeg());
    };
  }

  private static void readOne(FrameSource source) throws Exception {
    try (source) {
      source.read().release();
    }
  }
}
