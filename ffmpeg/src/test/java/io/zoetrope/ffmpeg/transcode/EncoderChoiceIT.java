package io.zoetrope.ffmpeg.transcode;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIOException;
import static org.awaitility.Awaitility.await;

import io.zoetrope.base.fixture.ChildProcesses;
import io.zoetrope.core.fixture.DriverBench;
import io.zoetrope.core.fixture.Pictures;
import io.zoetrope.core.media.Frame;
import io.zoetrope.core.media.H264;
import io.zoetrope.core.media.Jpeg;
import io.zoetrope.core.media.Track;
import io.zoetrope.core.transcode.StreamTranscoder;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Which encoder is taken, of an FFmpeg that lists more than work: this machine has no part for any.
 * A script stands in for the one that works; x264 does its work.
 */
class EncoderChoiceIT {
  private static final Track SMALL = Track.only(new Jpeg(320, 240));

  private final DriverBench bench = new DriverBench();
  private final FfmpegStreamTranscoders transcoders = new FfmpegStreamTranscoders();
  @TempDir private Path folder;
  private Path program;

  @BeforeEach
  void prepare() throws Exception {
    program =
        Files.writeString(
            folder.resolve("ffmpeg"),
            """
            #!/bin/sh
            here=$(dirname "$0")
            echo " $* " >> "$here/calls"
            case " $* " in
              *" -encoders "*)
                for name in libx264 h264_v4l2m2m h264_nvenc; do echo " V....D $name  $name"; done
                exit 0;;
              *" h264_nvenc "*)
                if [ -e "$here/hangs" ]; then echo $$ > "$here/pid"; exec sleep 1000; fi
                echo "Cannot load libcuda.so.1" >&2; exit 1;;
              *" h264_v4l2m2m "*)
                if [ -e "$here/busy" ]; then echo "Could not find a valid device" >&2; exit 1; fi;;
            esac
            left=$#
            while [ $left -gt 0 ]; do
              if [ "$1" = h264_v4l2m2m ]; then set -- "$@" libx264 -tune zerolatency; else set -- "$@" "$1"; fi
              shift
              left=$((left - 1))
            done
            exec ffmpeg "$@"
            """);
    assertThat(program.toFile().setExecutable(true)).isTrue();
  }

  @AfterEach
  void close() {
    bench.close();
  }

  @Test
  void theFirstThatWorksIsTakenAndRemembered() throws Exception {
    assertThatItEncodes(SMALL);
    assertThatItEncodes(SMALL);

    assertThat(calls("h264_nvenc")).isEqualTo(1);
    assertThat(calls("h264_v4l2m2m")).isEqualTo(3);
    assertThat(calls("libx264")).isZero();
    assertThat(calls("-encoders")).isEqualTo(1);
  }

  @Test
  void aProgramIsTakenWhereNoneWorks() throws Exception {
    Files.createFile(folder.resolve("busy"));

    assertThatItEncodes(SMALL);

    assertThat(calls("h264_v4l2m2m")).isEqualTo(1);
    assertThat(calls("libx264")).isEqualTo(1);
  }

  @Test
  void oneThatHangsIsEnded() throws Exception {
    Files.createFile(folder.resolve("hangs"));

    assertThatItEncodes(SMALL);

    assertThat(calls("h264_v4l2m2m")).isEqualTo(2);
    long pid = Long.parseLong(Files.readString(folder.resolve("pid")).strip());
    await().until(() -> ProcessHandle.of(pid).map(ChildProcesses::isGone).orElse(true));
  }

  @Test
  void eachSizeIsTried() throws Exception {
    assertThatItEncodes(SMALL);
    Files.createFile(folder.resolve("busy"));

    assertThatItEncodes(Track.only(new Jpeg(640, 360)));

    assertThat(calls("libx264")).isEqualTo(1);
  }

  @Test
  void oneThatDoesNotWorkAfterAllIsReplaced() throws Exception {
    assertThatItEncodes(SMALL);
    Files.createFile(folder.resolve("busy"));
    assertThatIOException()
        .isThrownBy(() -> assertThatItEncodes(SMALL))
        .withMessageContaining("Could not find a valid device");

    assertThatItEncodes(SMALL);
    assertThat(calls("libx264")).isEqualTo(1);
  }

  @Test
  void anFfmpegThatNobodyHasNamedIsNotTried() throws Exception {
    H264Encoder encoder =
        new EncoderChoice().of(program, new H264Size(320, 240), false, bench.frames());

    assertThat(encoder).isEqualTo(H264Encoder.X264);
    assertThat(calls("h264_nvenc") + calls("h264_v4l2m2m")).isZero();
  }

  private void assertThatItEncodes(Track track) throws Exception {
    Jpeg format = (Jpeg) track.format();
    byte[] jpeg = Pictures.whole(format.width(), format.height(), 1);
    try (StreamTranscoder stream = transcoders.openH264(track, bench.contextWith(program))) {
      Frame picture = bench.frame(jpeg, format.width(), format.height());
      try {
        stream.feed(picture, true);
      } catch (IOException e) {
        // The reader is told why.
      } finally {
        picture.release();
      }
      Frame made = stream.read();
      assertThat(made.format()).isInstanceOf(H264.class);
      assertThat(made.keyFrame()).isTrue();
      made.release();
    }
  }

  private long calls(String word) throws IOException {
    List<String> lines = Files.readAllLines(folder.resolve("calls"));
    return lines.stream().filter(line -> line.contains(" " + word + " ")).count();
  }
}
