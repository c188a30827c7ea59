package io.zoetrope.ffmpeg.transcode;

import io.zoetrope.ffmpeg.program.ProgramOutput;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** What makes H.264 within an FFmpeg, the better first. */
public enum H264Encoder {
  X264("libx264", "-preset veryfast -crf 23"),
  /** Its own way to hold a bit rate trips over uneven times, so its quality is held instead. */
  OPENH264("libopenh264", "-rc_mode off -q:v 24");

  private static final Duration PATIENCE = Duration.ofSeconds(10);

  private final String codec;
  private final String settings;

  H264Encoder(String codec, String settings) {
    this.codec = codec;
    this.settings = settings;
  }

  /** FFmpeg's options for a video that is made to be kept. */
  public List<String> options() {
    return Stream.concat(Stream.of("-c:v", codec), Stream.of(settings.split(" "))).toList();
  }

  /** The best that this FFmpeg has. */
  public static Optional<H264Encoder> of(Path ffmpeg) throws IOException, InterruptedException {
    String list =
        ProgramOutput.of(
                new ProcessBuilder(
                    ffmpeg.toString(), "-hide_banner", "-loglevel", "error", "-encoders"),
                PATIENCE)
            .orElseThrow(() -> new IOException("FFmpeg does not say what it can encode"))
            .text();
    return Arrays.stream(values())
        .filter(encoder -> list.contains(" " + encoder.codec + " "))
        .findFirst();
  }
}
