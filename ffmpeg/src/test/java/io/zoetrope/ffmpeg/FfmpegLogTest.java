package io.zoetrope.ffmpeg;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FfmpegLogTest {

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          [info]   Stream #0:0[0x1](und): Video: h264 (High) (avc1 / 0x31637661), yuv420p(progressive), 320x180 [SAR 1:1 DAR 16:9], 182 kb/s, 15 fps, 15 tbr, 15360 tbn (default) | h264  | h264 320x180
          [info]   Stream #0:0: Video: h264 (Constrained Baseline), yuv420p(tv, smpte170m, progressive), 640x360 [SAR 1:1 DAR 16:9], 15 fps, 30 tbr, 90k tbn                      | h264  | h264 640x360
          [info]   Stream #0:0: Video: mjpeg (Baseline), yuvj420p(pc, bt470bg/unknown/unknown), 320x240 [SAR 1:1 DAR 4:3], 15 fps, 90k tbr, 90k tbn                              | mjpeg | mjpeg 320x240
          [info]   Stream #0:1(eng): Video: hevc (Main), yuv420p(tv), 3840x2160, 25 fps, 90k tbr, 90k tbn                                                                        | hevc  | hevc 3840x2160
          [info]   Stream #0:0: Video: rawvideo (BGR[0] / 0x524742), bgr0, 640x480, 98304 kb/s, 10 fps, 1000k tbr, 1000k tbn                                                     | rawvideo | rawvideo 640x480
          [info]   Stream #0:0: Video: h264, none, 90k tbr, 90k tbn                                                                                                              | h264  | h264
          """)
  void theInputsCodecAndSizeAreRead(String line, String codec, String description)
      throws InterruptedException {
    FfmpegLog log = log(line + "\n");

    assertThat(log.awaitCodec(10_000)).contains(codec);
    assertThat(log.inputDescription()).isEqualTo(description);
  }

  @Test
  void theFirstVideoStreamIsTheInputs() {
    FfmpegLog log =
        log(
            """
            [info]   Stream #0:0: Audio: aac (LC), 48000 Hz, stereo
            [info]   Stream #0:1: Video: h264 (High), yuv420p, 1280x720, 25 fps
            [info]   Stream #0:1 -> #0:0 (h264 (native) -> mjpeg (native))
            [info]   Stream #0:0: Video: mjpeg, yuvj420p(pc), 1280x720, q=2-31
            """);

    assertThat(log.inputDescription()).isEqualTo("h264 1280x720");
  }

  @Test
  void aTitleThatLooksLikeAStreamIsIgnored() throws InterruptedException {
    FfmpegLog log = log("[info]     title           : Stream #0:0: Video: mjpeg, 8x8\n");

    assertThat(log.awaitCodec(10_000)).isEmpty();
  }

  @Test
  void anUnknownCodecIsEmptyAfterTheTimeOut() throws InterruptedException {
    FfmpegLog log = new FfmpegLog();

    assertThat(log.awaitCodec(20)).isEmpty();
    assertThat(log.inputDescription()).isEmpty();
  }

  @Test
  void waitingForTheCodecEndsWithTheChild() throws InterruptedException {
    assertThat(log("").awaitCodec(Long.MAX_VALUE)).isEmpty();
  }

  @Test
  void onlyErrorsAndTimeOutsAreKept() {
    FfmpegLog log =
        log(
            """
            [info] Input #0, rtsp, from 'rtsp://192.0.2.7/1':
            [swscaler @ 0x55] [warning] deprecated pixel format used
            [rtsp @ 0x55] [warning] Failed reading RTSP data: Connection timed out
            [tcp @ 0x55] [error] Connection to tcp://192.0.2.7:554 failed: Connection refused
            [fatal] Error opening input files: Connection refused
            /usr/bin/ffmpeg: error while loading shared libraries: libasound.so.2
            """);

    assertThat(log.lastErrors())
        .containsExactly(
            "[rtsp @ 0x55] [warning] Failed reading RTSP data: Connection timed out",
            "[tcp @ 0x55] [error] Connection to tcp://192.0.2.7:554 failed: Connection refused",
            "[fatal] Error opening input files: Connection refused",
            "/usr/bin/ffmpeg: error while loading shared libraries: libasound.so.2");
  }

  @Test
  void onlyTheLastErrorsAreKept() {
    FfmpegLog log = log("[error] old\n".repeat(1000) + "[error] new\n");

    assertThat(log.lastErrors()).hasSize(40).endsWith("[error] new");
  }

  private static FfmpegLog log(String text) {
    FfmpegLog log = new FfmpegLog();
    text.lines().forEach(log::line);
    log.end();
    return log;
  }
}
