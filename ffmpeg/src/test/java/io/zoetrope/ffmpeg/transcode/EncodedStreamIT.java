package io.zoetrope.ffmpeg.transcode;

import static org.assertj.core.api.Assertions.assertThat;

import io.zoetrope.core.fixture.DriverBench;
import io.zoetrope.core.fixture.Pictures;
import io.zoetrope.core.ingest.JpegIngest;
import io.zoetrope.core.media.Frame;
import io.zoetrope.core.media.FrameBuilder;
import io.zoetrope.core.media.H264;
import io.zoetrope.core.media.Jpeg;
import io.zoetrope.core.media.Track;
import io.zoetrope.core.transcode.StreamTranscoder;
import io.zoetrope.ffmpeg.FfmpegProgram;
import io.zoetrope.ffmpeg.fixture.Programs;
import java.awt.image.BufferedImage;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The H.264 that a real FFmpeg makes of pictures and of other video. */
class EncodedStreamIT {
  private static final Path SYSTEM = Programs.systemFfmpeg();
  private static final long INTERVAL = 40_000_000;

  private final DriverBench bench = new DriverBench();
  private final FfmpegStreamTranscoders transcoders = new FfmpegStreamTranscoders();
  @TempDir private Path folder;

  @AfterEach
  void close() {
    bench.close();
  }

  @ParameterizedTest
  @ValueSource(strings = {"system", "bundled"})
  void noFrameIsHeldBackAndEachSecondBeginsWithAKeyFrame(String which) throws Exception {
    List<Boolean> keys = new ArrayList<>();
    try (StreamTranscoder stream = open(which, new Track(3, new Jpeg(320, 240)))) {
      for (int n = 0; n < 60; n++) {
        Frame frame = picture(Pictures.whole(320, 240, n), n);
        stream.feed(frame, true);
        Frame made = stream.read(); // Would wait for ever, as nothing more is fed.
        assertThat(made.track().id()).isEqualTo(3);
        assertThat(made.videoFormat().width()).isEqualTo(320);
        assertThat(made.videoFormat().height()).isEqualTo(240);
        assertThat(made.capturedNanos()).isEqualTo(frame.capturedNanos());
        assertThat(made.capturedAt()).isEqualTo(frame.capturedAt());
        assertThat(made.presentationNanos()).isEqualTo(frame.presentationNanos());
        assertThat(made.decodeNanos()).isEqualTo(frame.presentationNanos());
        keys.add(made.keyFrame());
        made.release();
        frame.release();
      }
    }
    for (int n = 0; n < keys.size(); n++) {
      assertThat(keys.get(n)).as("frame %d", n).isEqualTo(n % 25 == 0);
    }
  }

  @ParameterizedTest
  @CsvSource({
    "system, 320, 240, 1",
    "bundled, 320, 240, 1",
    "bundled, 333, 241, 1",
    "system, 320, 240, 3",
    "bundled, 320, 240, 3",
    "system, 320, 240, 6",
    "bundled, 320, 240, 6",
  })
  void whatIsSeenIsWhatTheCameraSent(String which, int width, int height, int orientation)
      throws Exception {
    List<byte[]> jpegs = new ArrayList<>();
    for (int n = 0; n < 6; n++) {
      byte[] jpeg = Pictures.whole(width, height, 20 * n);
      // Of the same shown size, so that one FFmpeg gets both.
      boolean turned = orientation > 4 || n % 2 == 1;
      jpegs.add(turned && orientation > 1 ? Pictures.toBeTurned(jpeg, orientation) : jpeg);
    }
    H264Pictures seen = new H264Pictures(folder);
    Track track = track(jpegs.getFirst());
    try (StreamTranscoder stream = open(which, track)) {
      for (int n = 0; n < jpegs.size(); n++) {
        feed(stream, jpegs.get(n), n);
        seen.add(stream.read());
      }
    }

    List<BufferedImage> images = seen.decoded();
    assertThat(images).hasSize(6);
    for (int n = 0; n < 6; n++) {
      boolean turned = orientation > 4 || n % 2 == 1;
      BufferedImage sent =
          H264Pictures.turned(Pictures.decoded(jpegs.get(n)), turned ? orientation : 1);
      assertThat(images.get(n).getWidth()).isEqualTo(sent.getWidth() & ~1);
      assertThat(images.get(n).getHeight()).isEqualTo(sent.getHeight() & ~1);
      assertThat(H264Pictures.psnr(sent, images.get(n))).as("picture %d", n).isGreaterThan(27);
      BufferedImage other = Pictures.decoded(jpegs.get((n + 3) % 6));
      assertThat(H264Pictures.psnr(other, images.get(n))).as("another picture").isLessThan(27);
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "system -c:v libx265 -x265-params log-level=none:bframes=3 -g 12",
        "bundled -c:v libx265 -x265-params log-level=none:bframes=3 -g 12",
        "bundled -c:v libx264 -bf 2 -g 12",
      })
  void otherVideoIsDecodedAndEncodedInTheOrderInWhichItIsShown(String all) throws Exception {
    String[] words = all.split(" ", 2);
    SampleVideo video = new SampleVideo(320, 240, 1, words[1]);
    H264Pictures seen = new H264Pictures(folder);
    List<Long> times = new ArrayList<>();
    try (StreamTranscoder stream = open(words[0], Track.only(video.format()))) {
      for (int n = 0; n < video.count(); n++) {
        Frame frame = video.frame(n, bench.frames());
        stream.feed(frame, true);
        frame.release();
      }
      for (int n = 0; n < video.count() - 4; n++) { // Those reordered last are not shown yet.
        Frame made = stream.read();
        times.add(made.presentationNanos());
        seen.add(made);
      }
    }

    assertThat(times).isSorted().doesNotHaveDuplicates();
    List<BufferedImage> sent = H264Pictures.testsrc(folder, 320, 240, 25);
    List<BufferedImage> images = seen.decoded();
    assertThat(images).hasSize(times.size());
    for (int n = 0; n < images.size(); n++) {
      assertThat(H264Pictures.psnr(sent.get(n), images.get(n)))
          .as("picture %d", n)
          .isGreaterThan(25);
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"system", "bundled"})
  void aPlaceholderStaysOne(String which) throws Exception {
    byte[] jpeg = Pictures.whole(320, 240, 1);
    try (StreamTranscoder stream = open(which, track(jpeg));
        FrameBuilder builder = bench.frames().begin(jpeg.length)) {
      builder.buffer().writeBytes(jpeg);
      Frame placeholder = builder.finishPlaceholder(new Jpeg(320, 240));
      stream.feed(placeholder, true);
      placeholder.release();
      Frame made = stream.read();
      assertThat(made.placeholder()).isTrue();
      assertThat(made.keyFrame()).isTrue();
      assertThat(made.format()).isInstanceOf(H264.class);
      made.release();
    }
  }

  private StreamTranscoder open(String which, Track track) throws Exception {
    Path program = which.equals("system") ? SYSTEM : FfmpegProgram.find(Optional.empty());
    return transcoders.openH264(track, bench.contextWith(program));
  }

  private Track track(byte[] jpeg) throws Exception {
    Frame frame = JpegIngest.frameOf(jpeg, bench.frames());
    frame.release();
    return frame.track();
  }

  private void feed(StreamTranscoder stream, byte[] jpeg, int number) throws Exception {
    Frame frame = picture(jpeg, number);
    stream.feed(frame, true);
    frame.release();
  }

  /** The picture with this number in a series. */
  private Frame picture(byte[] jpeg, int number) throws Exception {
    long nanos = 5_000_000_000L + number * INTERVAL;
    try (FrameBuilder builder =
        bench.frames().begin(jpeg.length, Instant.ofEpochSecond(0, nanos), nanos, number + 1)) {
      builder.buffer().writeBytes(jpeg);
      return JpegIngest.finish(builder);
    }
  }
}
