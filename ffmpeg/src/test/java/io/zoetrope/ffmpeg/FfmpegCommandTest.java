package io.zoetrope.ffmpeg;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;

class FfmpegCommandTest {
  private static final Path PROGRAM = Path.of("/usr/bin/ffmpeg");
  private static final FfmpegInput LIVE =
      FfmpegInput.live(List.of("rtsp", "tcp"), "rtsp://192.0.2.7/1", "-timeout", "8");
  private static final FfmpegInput RECORDED =
      FfmpegInput.recorded(List.of("file"), "file:clip.mp4", "-re");

  @Test
  void jpegsArePassedOnWithoutDecoding() {
    assertThat(FfmpegCommand.toMpjpeg(PROGRAM, LIVE, true))
        .containsExactly(
            "/usr/bin/ffmpeg",
            "-hide_banner",
            "-nostats",
            "-nostdin",
            "-loglevel",
            "level+info",
            "-max_alloc",
            "536870912",
            "-max_pixels",
            "64000000",
            "-protocol_whitelist",
            "rtsp,tcp",
            "-timeout",
            "8",
            "-i",
            "rtsp://192.0.2.7/1",
            "-map",
            "0:v:0",
            "-an",
            "-sn",
            "-dn",
            "-c:v",
            "copy",
            "-f",
            "mpjpeg",
            "-flush_packets",
            "1",
            "pipe:1");
  }

  @Test
  void otherVideoIsReencodedWithoutHoldingFramesBack() {
    assertThat(FfmpegCommand.toMpjpeg(PROGRAM, LIVE, false))
        .containsExactly(
            "/usr/bin/ffmpeg",
            "-hide_banner",
            "-nostats",
            "-nostdin",
            "-loglevel",
            "level+info",
            "-flags",
            "low_delay",
            "-threads",
            "1",
            "-max_alloc",
            "536870912",
            "-max_pixels",
            "64000000",
            "-protocol_whitelist",
            "rtsp,tcp",
            "-timeout",
            "8",
            "-i",
            "rtsp://192.0.2.7/1",
            "-map",
            "0:v:0",
            "-an",
            "-sn",
            "-dn",
            "-c:v",
            "mjpeg",
            "-q:v",
            "5",
            "-pix_fmt",
            "yuvj420p",
            "-threads",
            "1",
            "-vf",
            "settb=1/90000,setpts=N*3000",
            "-enc_time_base",
            "1:90000",
            "-fps_mode",
            "passthrough",
            "-f",
            "mpjpeg",
            "-flush_packets",
            "1",
            "pipe:1");
  }

  @Test
  void recordedVideoMayBeDecodedByAFewCores() {
    assertThat(FfmpegCommand.toMpjpeg(PROGRAM, RECORDED, false))
        .doesNotContain("low_delay")
        .containsSubsequence("-threads", "4", "-re", "-i", "file:clip.mp4");
  }

  @Test
  void theAddressIsAlwaysOneArgument() {
    String wild = "rtsp://host/a b;rm -rf $HOME`id`'\"|&-y -i x\n-f null";

    List<String> command =
        FfmpegCommand.toMpjpeg(PROGRAM, FfmpegInput.live(List.of(), wild), false);

    assertThat(command).containsOnlyOnce(wild);
    assertThat(command.get(command.indexOf(wild) - 1)).isEqualTo("-i");
  }
}
