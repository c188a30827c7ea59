package io.zoetrope.drivers.rtsp;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import io.zoetrope.core.fixture.DriverBench;
import io.zoetrope.core.media.Frame;
import io.zoetrope.core.media.TrackFormat;
import io.zoetrope.core.media.VideoFormat;
import io.zoetrope.core.source.FrameSource;
import io.zoetrope.drivers.fixture.RtspCamera;
import io.zoetrope.ffmpeg.fixture.Programs;
import java.io.IOException;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * The video and audio of an IP camera, undecoded: by our own client, and by FFmpeg where that is
 * wanted.
 */
class RtspTracksIT {
  /** FFmpeg knows no time of the first pictures of an IP camera that reorders them. */
  private static final int BY_GUESS = 5;

  private static @Nullable RtspCamera camera;

  private final DriverBench bench = new DriverBench();

  @BeforeAll
  static void start() throws IOException {
    camera = RtspCamera.start();
  }

  @AfterAll
  static void stop() {
    if (camera != null) {
      camera.close();
    }
  }

  @AfterEach
  void everyBufferIsGivenBack() {
    bench.close();
  }

  @ParameterizedTest
  @CsvSource({
    "h264, H.264, none",
    "out-of-band, H.264, none",
    "b-frames, H.264, none",
    "h265, H.265, none",
    "h265-b-frames, H.265, AAC",
    "pcma, H.264, G.711",
    "aac, H.264, AAC",
    "opus, H.264, Opus",
    "linear, H.264, none", // Which frames cannot carry.
    "aac#transport=tcp, H.264, AAC",
    "aac#transport=udp, H.264, AAC",
    "b-frames#transport=udp, H.264, none",
  })
  void allTracksCome(String stream, String video, String audio) throws Exception {
    try (FrameSource source = bench.open(new RtspDriver(), uri(stream))) {
      assertTracks(source, video, audio, 0);
    }
  }

  @ParameterizedTest
  @CsvSource({"b-frames, H.264, none", "aac, H.264, AAC"})
  void ffmpegReadsThemWhereThatIsWanted(String stream, String video, String audio)
      throws Exception {
    String byFfmpeg = uri(stream) + "#client=ffmpeg";
    try (FrameSource source = bench.open(new RtspDriver(), byFfmpeg)) {
      assertTracks(source, video, audio, BY_GUESS);
    }
    try (FrameSource source = bench.open(new RtspDriver(), byFfmpeg, Programs.systemFfmpeg())) {
      assertTracks(source, video, audio, BY_GUESS);
    }
  }

  private static void assertTracks(FrameSource source, String video, String audio, int byGuess)
      throws Exception {
    Map<Integer, TrackFormat> formats = new TreeMap<>();
    int pictures = 0;
    int keyFrames = 0;
    long lastDecoded = Long.MIN_VALUE;
    while (pictures < 40) {
      Frame frame = source.read();
      formats.put(frame.track().id(), frame.format());
      if (frame.track().isVideo()) {
        assertThat(frame.keyFrame() || pictures > 0).as("a key frame is first").isTrue();
        assertThat(frame.decodeNanos()).isGreaterThan(lastDecoded);
        if (pictures >= byGuess) {
          assertThat(frame.decodeNanos()).isLessThanOrEqualTo(frame.presentationNanos());
        }
        lastDecoded = frame.decodeNanos();
        pictures++;
        keyFrames += frame.keyFrame() ? 1 : 0;
      }
      frame.release();
    }
    assertThat(keyFrames).isBetween(2, 5);
    assertThat(requireNonNull(formats.get(0)).codecName()).isEqualTo(video);
    assertThat(((VideoFormat) formats.get(0)).height()).isEqualTo(240);
    assertThat(formats).hasSize(audio.equals("none") ? 1 : 2);
    if (formats.size() == 2) {
      assertThat(requireNonNull(formats.get(1)).codecName()).isEqualTo(audio);
    }
  }

  private static String uri(String stream) {
    if (camera == null) {
      throw new IllegalStateException("The camera has not started");
    }
    return camera.uri(stream);
  }
}
