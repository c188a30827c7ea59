package io.zoetrope.ffmpeg;

import static org.assertj.core.api.Assertions.assertThat;

import io.zoetrope.core.codec.NalUnits;
import io.zoetrope.core.codec.UnitSyntax;
import io.zoetrope.core.fixture.DriverBench;
import io.zoetrope.core.media.Aac;
import io.zoetrope.core.media.Frame;
import io.zoetrope.core.media.G711;
import io.zoetrope.core.media.H264;
import io.zoetrope.core.media.H265;
import io.zoetrope.core.media.Jpeg;
import io.zoetrope.core.media.Opus;
import io.zoetrope.core.media.TrackFormat;
import io.zoetrope.core.media.VideoFormat;
import io.zoetrope.core.source.FrameSource;
import io.zoetrope.ffmpeg.fixture.EncodedFiles;
import io.zoetrope.ffmpeg.fixture.Programs;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What FFmpeg copies arrives as it was encoded, unit by unit, out of any container. */
class CopiedSourceIT {
  private static final List<String> PICTURES =
      List.of("-f", "lavfi", "-i", "testsrc2=size=320x240:rate=25:duration=2");
  private static final List<String> SOUND =
      List.of("-f", "lavfi", "-i", "sine=duration=2:sample_rate=48000");

  private final DriverBench bench = new DriverBench();
  private final Map<String, CopiedSource.Attempt> known = new ConcurrentHashMap<>();
  private final List<TrackFormat> formats = new ArrayList<>();
  private final List<String> video = new ArrayList<>();
  private final List<String> audio = new ArrayList<>();
  private final List<Frame> untimely = new ArrayList<>();

  private final EncodedFiles files;
  private Path bundled = Path.of("ffmpeg");

  CopiedSourceIT(@TempDir Path folder) {
    files = new EncodedFiles(folder);
  }

  @BeforeEach
  void find() throws Exception {
    bundled = FfmpegProgram.find(Optional.empty());
  }

  @AfterEach
  void nothingIsLeft() {
    bench.close();
  }

  @ParameterizedTest
  @CsvSource({
    "flv, -bf 2 -g 10",
    "mp4, -bf 2 -g 10",
    "matroska, -bf 0 -g 10",
    "mpegts, -bf 2 -g 10",
    "mpegts, -tune zerolatency -slices 4 -g 10 -bf 0",
    "mpegts, -bf 2 -g 10 -flags +cgop -x264-params open-gop=1:aud=1:filler=1:bitrate=900:vbv-maxrate=900:vbv-bufsize=90",
  })
  void h264AndAacAreWhatTheCameraSent(String container, String options) throws Exception {
    Path pictures = files.encoded("clip.mkv", PICTURES, "libx264", options, "-f", "matroska");
    Path sound = files.encoded("clip.mp4", SOUND, "aac", "", "-f", "mp4");
    Path file = files.joined(container, pictures, sound);

    for (Path program : List.of(bundled, Programs.systemFfmpeg())) {
      readAll(program, file(file));

      assertThat(formats)
          .hasSize(2)
          .hasAtLeastOneElementOfType(Aac.class)
          .anyMatch(format -> format instanceof H264 video && video.height() == 240);
      assertThat(video).isEqualTo(files.unitsOf(UnitSyntax.H264, pictures, "h264"));
      assertThat(audio).isNotEmpty().isSubsetOf(EncodedFiles.packetsOf(sound));
      assertThat(untimely).isEmpty();
    }
  }

  @ParameterizedTest
  @CsvSource({
    "matroska, -x265-params info=0:bframes=2",
    "mpegts, -x265-params info=0:bframes=2",
    "mpegts, -x265-params info=0:bframes=0:keyint=10:slices=2",
  })
  void h265AndOpusAreWhatTheCameraSent(String container, String options) throws Exception {
    Path pictures = files.encoded("clip.mkv", PICTURES, "libx265", options, "-f", "matroska");
    Path sound = files.encoded("sound.mkv", SOUND, "libopus", "", "-f", "matroska");
    Path file = files.joined(container, pictures, sound);

    for (Path program : List.of(bundled, Programs.systemFfmpeg())) {
      readAll(program, file(file));

      assertThat(formats)
          .hasSize(2)
          .contains(new Opus(1))
          .anyMatch(format -> format instanceof H265 video && video.height() == 240);
      assertThat(video).isEqualTo(files.unitsOf(UnitSyntax.H265, pictures, "hevc"));
      assertThat(audio).isNotEmpty().isSubsetOf(EncodedFiles.packetsOf(sound));
      assertThat(untimely).isEmpty();
    }
  }

  @ParameterizedTest
  @CsvSource({"pcm_alaw, A", "pcm_mulaw, MU"})
  void telephonyIsWhatTheCameraSentAndJpegsNeedNoSecondStart(String codec, G711.Law law)
      throws Exception {
    Path pictures = files.encoded("clip.avi", PICTURES, "mjpeg", "-q:v 5", "-f", "avi");
    Path sound = files.encoded("clip.wav", SOUND, codec, "-ar 8000 -ac 1", "-f", "wav");
    Path file = files.joined("matroska", pictures, sound);

    readAll(bundled, file(file));

    assertThat(formats).containsExactlyInAnyOrder(new Jpeg(320, 240), new G711(law, 8000, 1));
    assertThat(video).isEqualTo(EncodedFiles.packetsOf(pictures));
    assertThat(audio).isNotEmpty();
    assertThat(known).isEmpty();
  }

  @Test
  void audioThatFramesCannotCarryIsLeftOut() throws Exception {
    for (String codec : List.of("libvorbis", "ac3", "mp2", "pcm_s16be")) {
      Path pictures = files.encoded("clip.mkv", PICTURES, "libx264", "-bf 0", "-f", "matroska");
      Path sound = files.encoded("sound.mkv", SOUND, codec, "", "-f", "matroska");

      readAll(bundled, file(files.joined("matroska", pictures, sound)));

      assertThat(video).as(codec).isEqualTo(files.unitsOf(UnitSyntax.H264, pictures, "h264"));
      assertThat(audio).as(codec).isEmpty();
      assertThat(known).containsValue(CopiedSource.Attempt.VIDEO);
      known.clear();
    }
  }

  @ParameterizedTest
  @CsvSource({"mpeg4, avi", "libvpx, webm", "rawvideo, nut"})
  void otherVideoBecomesJpegsAndThatIsKnownTheNextTime(String codec, String container)
      throws Exception {
    Path file = files.encoded("clip." + container, PICTURES, codec, "", "-f", container);

    readAll(bundled, file(file));
    readAll(bundled, file(file));

    assertThat(formats).containsExactly(new Jpeg(320, 240));
    assertThat(video).hasSize(50);
    assertThat(audio).isEmpty();
    assertThat(known).containsValue(CopiedSource.Attempt.NOTHING);
  }

  @Test
  void whatAProgramWritesIsReadFromItsBeginningAlsoForTheSecondStart() throws Exception {
    for (String codec : List.of("libx264", "mpeg4")) {
      Path file = files.encoded("clip.ts", PICTURES, codec, "-bf 0", "-f", "mpegts");
      try (InputStream in = Files.newInputStream(file)) {
        readAll(bundled, FfmpegInput.fed(in).asItIs());
      }

      assertThat(video).as(codec).hasSizeGreaterThanOrEqualTo(50);
    }
    assertThat(formats).containsExactly(new Jpeg(320, 240));
  }

  @Test
  void aVideoThatChangesItsSizeGoesOnInAnotherFormat() throws Exception {
    Path small = files.encoded("small.h264", PICTURES, "libx264", "-bf 0", "-f", "h264");
    Path large =
        files.encoded("large.h264", PICTURES, "libx264", "-bf 0 -vf scale=640:480", "-f", "h264");
    Path both = files.folder().resolve("both.h264");
    Files.write(both, Files.readAllBytes(small));
    Files.write(both, Files.readAllBytes(large), StandardOpenOption.APPEND);

    for (String container : List.of("mpegts", "flv")) {
      readAll(bundled, file(files.joined(container, both, both)));

      assertThat(formats)
          .as(container)
          .extracting(format -> ((VideoFormat) format).width())
          .containsExactly(320, 640);
    }
  }

  private void readAll(Path program, FfmpegInput input) throws Exception {
    formats.clear();
    video.clear();
    audio.clear();
    untimely.clear();
    long lastDecoded = Long.MIN_VALUE;
    try (FrameSource source = new CopiedSource(program, input, bench.frames(), known)) {
      while (true) {
        Frame frame = source.read();
        if (!formats.contains(frame.format())) {
          formats.add(frame.format());
        }
        if (!frame.track().isVideo()) {
          audio.add(EncodedFiles.hash(frame.data()));
        } else if (frame.format() instanceof Jpeg) {
          video.add(EncodedFiles.hash(frame.data()));
        } else {
          NalUnits.behindLengths(
              frame.data(), NalUnits.PREFIX_BYTES, unit -> video.add(EncodedFiles.hash(unit)));
          if (frame.decodeNanos() <= lastDecoded
              || frame.decodeNanos() > frame.presentationNanos()) {
            untimely.add(frame);
          }
          lastDecoded = frame.decodeNanos();
        }
        frame.release();
      }
    } catch (IOException e) {
      assertThat(e).hasMessageMatching("the video has ended|the camera has ended its stream");
    }
  }

  private static FfmpegInput file(Path file) {
    return FfmpegInput.recorded(List.of("file"), "file:" + file).asItIs();
  }
}
