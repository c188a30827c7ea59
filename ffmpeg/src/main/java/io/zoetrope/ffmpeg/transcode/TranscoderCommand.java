package io.zoetrope.ffmpeg.transcode;

import io.zoetrope.core.media.VideoFormat;
import io.zoetrope.core.transcode.TranscodeSettings;
import io.zoetrope.ffmpeg.FfmpegLimits;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** The argument list of an FFmpeg that makes JPEGs of a video, both through pipes. */
final class TranscoderCommand {
  private static final int BEST = 2;
  private static final int WORST = 31;

  private TranscoderCommand() {}

  static List<String> of(Path program, VideoFormat format, TranscodeSettings settings) {
    List<String> arguments = new ArrayList<>();
    arguments.add(program.toString());
    arguments.addAll(List.of("-hide_banner", "-nostats", "-nostdin", "-loglevel", "error"));
    // More threads would each hold a picture back.
    arguments.addAll(List.of("-flags", "low_delay", "-threads", "1"));
    // The times say which picture is of which frame: they must stay as they are.
    arguments.addAll(List.of("-copyts", "-probesize", "32", "-analyzeduration", "0"));
    arguments.addAll(FfmpegLimits.options(List.of("pipe")));
    arguments.addAll(List.of("-f", "nut", "-i", "pipe:0", "-map", "0:v:0"));
    arguments.addAll(List.of("-vf", filters(format, settings)));
    arguments.addAll(List.of("-c:v", "mjpeg", "-q:v", scale(settings.quality())));
    arguments.addAll(List.of("-pix_fmt", "yuvj420p", "-threads", "1"));
    arguments.addAll(List.of("-fps_mode", "passthrough"));
    arguments.addAll(List.of("-enc_time_base", "1:" + FramesInFlight.TICKS_PER_SECOND));
    arguments.addAll(List.of("-f", "nut", "-write_index", "0", "-flush_packets", "1", "pipe:1"));
    return List.copyOf(arguments);
  }

  private static String filters(VideoFormat format, TranscodeSettings settings) {
    String wanted = "select='mod(pts,2)'";
    int width = settings.maxWidth().orElse(Integer.MAX_VALUE);
    boolean fits = format.width() > 0 && format.width() <= width;
    return fits || width == Integer.MAX_VALUE
        ? wanted
        : wanted + ",scale='min(iw,%d)':-1".formatted(width);
  }

  /** JPEG's own quality doubles and halves its tables in the same way. */
  private static String scale(int quality) {
    double factor = quality < 50 ? 50.0 / quality : 2 - quality / 50.0;
    return String.valueOf(Math.clamp(Math.round(12.5 * factor), BEST, WORST));
  }
}
