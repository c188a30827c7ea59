package io.zoetrope.app.cli.probe;

import io.zoetrope.core.camera.TrackStatus;
import io.zoetrope.core.codec.Profiles;
import io.zoetrope.core.media.AudioFormat;
import io.zoetrope.core.media.VideoFormat;
import java.util.Locale;

/** What one track carries, in a line for people. */
final class TrackLine {
  private TrackLine() {}

  static String of(TrackStatus status) {
    StringBuilder line = new StringBuilder(status.track().format().codecName());
    Profiles.nameOf(status.track().format()).ifPresent(profile -> line.append(' ').append(profile));
    switch (status.track().format()) {
      case VideoFormat video ->
          line.append(", %dx%d".formatted(video.width(), video.height()))
              .append(String.format(Locale.ROOT, ", %.1f frames/s", status.framesPerSecond()));
      case AudioFormat audio ->
          line.append(", %d Hz, %s".formatted(audio.sampleRate(), channels(audio.channels())));
    }
    status
        .keyFrameInterval()
        .ifPresent(interval ->
            line.append(
                String.format(
                    Locale.ROOT, ", a key frame every %.1f s", interval.toNanos() / 1e9)));
    return line.append(", %d kbit/s".formatted(status.bitsPerSecond() / 1000)).toString();
  }

  private static String channels(int channels) {
    return channels == 1 ? "mono" : channels == 2 ? "stereo" : channels + " channels";
  }
}
