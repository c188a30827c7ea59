package io.zoetrope.ffmpeg;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.zoetrope.core.fixture.DriverBench;
import io.zoetrope.core.media.Frame;
import io.zoetrope.core.media.TrackKinds;
import io.zoetrope.core.source.FrameSource;
import io.zoetrope.ffmpeg.fixture.EncodedFiles;
import io.zoetrope.ffmpeg.fixture.Programs;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Sources that have no video are heard as they are. */
final class SoundOnlySourceIT {
  private static final List<String> SOUND =
      List.of("-f", "lavfi", "-i", "sine=duration=2:sample_rate=48000");

  private final DriverBench bench = new DriverBench();
  private final EncodedFiles files;

  SoundOnlySourceIT(@TempDir Path folder) {
    files = new EncodedFiles(folder);
  }

  @AfterEach
  void nothingIsLeft() {
    bench.close();
  }

  @ParameterizedTest
  @CsvSource({
    "aac, '', mp4",
    "aac, '', mpegts",
    "aac, '', flv",
    "libopus, '', matroska",
    "pcm_alaw, -ar 8000, matroska",
  })
  void soundAloneIsWhatWasSent(String codec, String options, String container) throws Exception {
    Path sound = files.encoded("sound." + container, SOUND, codec, options, "-f", container);
    Path plain = files.encoded("plain.mkv", SOUND, codec, options, "-f", "matroska");
    for (Path program : List.of(FfmpegProgram.find(Optional.empty()), Programs.systemFfmpeg())) {
      List<String> heard = new ArrayList<>();

      assertThatThrownBy(() -> readAll(program, sound, heard))
          .isInstanceOf(IOException.class)
          .hasMessage("the video has ended");

      assertThat(heard).isNotEmpty();
      assertThat(EncodedFiles.packetsOf(plain)).containsAll(heard);
    }
  }

  @ParameterizedTest
  @CsvSource({"ac3", "mp2", "flac"})
  void soundThatFramesCannotCarryIsRefusedWithASentence(String codec) throws Exception {
    Path sound = files.encoded("sound.mkv", SOUND, codec, "", "-f", "matroska");
    for (Path program : List.of(FfmpegProgram.find(Optional.empty()), Programs.systemFfmpeg())) {
      assertThatThrownBy(() -> readAll(program, sound, new ArrayList<>()))
          .hasMessage("there is no picture in it, and no sound of a kind that can be passed on");
    }
  }

  private void readAll(Path program, Path file, List<String> heard) throws Exception {
    FfmpegInput input = FfmpegInput.recorded(List.of("file"), "file:" + file).asItIs();
    try (FrameSource source =
        new CopiedSource(program, input, bench.frames(), new ConcurrentHashMap<>())) {
      while (true) {
        Frame frame = source.read();
        assertThat(frame.track().id()).isEqualTo(1);
        assertThat(source.trackKinds()).contains(new TrackKinds(false, true));
        heard.add(EncodedFiles.hash(frame.data()));
        frame.release();
      }
    }
  }
}
