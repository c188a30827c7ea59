package io.zoetrope.ffmpeg.transcode;

import static org.assertj.core.api.Assertions.assertThat;

import io.zoetrope.core.fixture.DriverBench;
import io.zoetrope.core.fixture.Pictures;
import io.zoetrope.core.media.Frame;
import io.zoetrope.core.media.Jpeg;
import io.zoetrope.core.transcode.TranscodeSettings;
import io.zoetrope.ffmpeg.FfmpegProgram;
import io.zoetrope.ffmpeg.fixture.Programs;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What a real FFmpeg makes of real video. */
class DecodedStreamIT {
  private static final Path SYSTEM = Programs.systemFfmpeg();
  private static final TranscodeSettings PLAIN =
      new TranscodeSettings(OptionalInt.empty(), 80, Optional.empty());

  private final DriverBench bench = new DriverBench();

  @AfterEach
  void close() {
    bench.close();
  }

  private static Path program(String which) throws Exception {
    return which.equals("system") ? SYSTEM : FfmpegProgram.find(Optional.empty());
  }

  @ParameterizedTest
  @ValueSource(strings = {"system", "bundled"})
  void noPictureIsHeldBack(String which) throws Exception {
    SampleVideo video = new SampleVideo(320, 240, 1, "-c:v libx264 -tune zerolatency -g 10");
    try (TranscodedStream stream = open(program(which), video, PLAIN)) {
      for (int n = 0; n < video.count(); n++) {
        Frame frame = video.frame(n, bench.frames());
        stream.feed(frame, true);
        Frame made = stream.read(); // Would wait for ever, as nothing more is fed.
        assertThat(made.format()).isEqualTo(new Jpeg(320, 240));
        assertThat(made.sequence()).isEqualTo(frame.sequence());
        assertThat(made.capturedNanos()).isEqualTo(frame.capturedNanos());
        assertThat(made.capturedAt()).isEqualTo(frame.capturedAt());
        assertThat(made.presentationNanos()).isEqualTo(frame.presentationNanos());
        frame.release();
        Pictures.decoded(Pictures.bytesOf(made));
      }
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "system -c:v libx264 -bf 2 -g 12",
        "bundled -c:v libx264 -bf 2 -g 12",
        "system -c:v libx264 -bf 3 -x264-params open-gop=1:b-pyramid=normal:slices=3 -g 12",
        "bundled -c:v libx265 -x265-params log-level=none:bframes=3 -g 12",
        "system -c:v libx265 -x265-params log-level=none:bframes=0 -g 12",
      })
  void picturesComeInTheirOrderWithTheTimesOfTheirOwnFrames(String all) throws Exception {
    String[] words = all.split(" ", 2);
    SampleVideo video = new SampleVideo(160, 120, 2, words[1]);
    try (TranscodedStream stream = open(program(words[0]), video, PLAIN)) {
      Map<Long, Long> captured = new HashMap<>();
      for (int n = 0; n < video.count(); n++) {
        Frame frame = video.frame(n, bench.frames());
        captured.put(frame.presentationNanos(), frame.capturedNanos());
        stream.feed(frame, true);
        frame.release();
      }
      long sequence = 0;
      long presentation = Long.MIN_VALUE;
      for (int n = 0; n < video.count() - 5; n++) { // The last ones wait for those after them.
        Frame made = stream.read();
        assertThat(made.presentationNanos()).isGreaterThan(presentation);
        assertThat(made.sequence()).isGreaterThan(sequence);
        assertThat(made.capturedNanos()).isEqualTo(captured.get(made.presentationNanos()));
        presentation = made.presentationNanos();
        sequence = made.sequence();
        made.release();
      }
    }
  }

  @Test
  void onlyWhatIsWantedBecomesAPicture() throws Exception {
    SampleVideo video = new SampleVideo(320, 240, 2, "-c:v libx264 -tune zerolatency -g 100");
    try (TranscodedStream stream = open(program("bundled"), video, PLAIN)) {
      long last = 0;
      for (int n = 0; n < video.count(); n++) {
        Frame frame = video.frame(n, bench.frames());
        stream.feed(frame, n == video.count() - 1);
        last = frame.sequence();
        frame.release();
      }
      Frame made = stream.read();
      assertThat(made.sequence()).isEqualTo(last);
      made.release();
    }
  }

  @Test
  void widthAndQualityAreAsAskedFor() throws Exception {
    SampleVideo video = new SampleVideo(640, 360, 0.2, "-c:v libx264 -tune zerolatency");
    int best =
        picture(video, new TranscodeSettings(OptionalInt.empty(), 90, Optional.empty()), 640);
    int worst =
        picture(video, new TranscodeSettings(OptionalInt.empty(), 30, Optional.empty()), 640);
    int small =
        picture(video, new TranscodeSettings(OptionalInt.of(320), 90, Optional.empty()), 320);
    int same =
        picture(video, new TranscodeSettings(OptionalInt.of(1280), 90, Optional.empty()), 640);

    assertThat(worst).isLessThan(best * 2 / 3);
    assertThat(small).isLessThan(best / 2);
    assertThat(same).isEqualTo(best);
  }

  private int picture(SampleVideo video, TranscodeSettings settings, int width) throws Exception {
    try (TranscodedStream stream = open(program("system"), video, settings)) {
      Frame frame = video.frame(0, bench.frames());
      stream.feed(frame, true);
      frame.release();
      Frame made = stream.read();
      assertThat(made.videoFormat().width()).isEqualTo(width);
      byte[] jpeg = Pictures.bytesOf(made);
      BufferedImage image = Pictures.decoded(jpeg);
      assertThat(image.getWidth()).isEqualTo(width);
      assertThat(image.getHeight()).isEqualTo(width * 9 / 16);
      return jpeg.length;
    }
  }

  @Test
  void timesThatStandStillAreTakenToGoOn() throws Exception {
    SampleVideo video = new SampleVideo(160, 120, 0.4, "-c:v libx264 -tune zerolatency -g 5");
    try (TranscodedStream stream = open(program("system"), video, PLAIN)) {
      for (int round = 0; round < 3; round++) {
        for (int n = 0; n < video.count(); n++) { // Each round begins at 0 again.
          Frame frame = video.frame(n, bench.frames());
          stream.feed(frame, true);
          Frame made = stream.read();
          assertThat(made.sequence()).isEqualTo(frame.sequence());
          frame.release();
          made.release();
        }
      }
    }
  }

  private TranscodedStream open(Path program, SampleVideo video, TranscodeSettings settings)
      throws IOException {
    return new TranscodedStream(
        TranscoderCommand.toJpeg(program, video.format(), settings),
        video.format(),
        EncodedPackets.jpeg(bench.frames()),
        TranscodedStream.LONGEST_FRAME);
  }
}
