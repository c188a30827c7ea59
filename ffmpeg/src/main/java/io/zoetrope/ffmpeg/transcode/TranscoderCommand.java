package io.zoetrope.ffmpeg.transcode;

import io.zoetrope.core.media.Jpeg;
import io.zoetrope.core.media.VideoFormat;
import io.zoetrope.core.transcode.TranscodeSettings;
import io.zoetrope.ffmpeg.FfmpegLimits;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** The argument list of an FFmpeg that encodes a video in another way, both through pipes. */
final class TranscoderCommand {
  private static final int BEST = 2;
  private static final int WORST = 31;

  private static final String WANTED = "select='mod(pts,2)'";
  private static final String EACH_SECOND =
      "expr:if(isnan(prev_forced_t),1,gte(t,prev_forced_t+1))";

  private TranscoderCommand() {}

  static List<String> toJpeg(Path program, VideoFormat format, TranscodeSettings settings) {
    List<String> arguments = input(program, List.of());
    arguments.addAll(List.of("-vf", WANTED + smaller(format, settings)));
    arguments.addAll(List.of("-c:v", "mjpeg", "-q:v", scale(settings.quality())));
    arguments.addAll(List.of("-pix_fmt", "yuvj420p", "-threads", "1"));
    arguments.addAll(output());
    return List.copyOf(arguments);
  }

  static List<String> toH264(Path program, VideoFormat format, H264Encoder encoder) {
    H264Size size = H264Size.of(format.width(), format.height());
    // JPEGs come as MirroredPicture.
    String turned = format instanceof Jpeg ? ",vflip" : "";
    String filters =
        WANTED + turned + fit(format, size) + ":out_range=tv,setsar=1" + encoder.lastFilters();
    List<String> arguments = input(program, encoder.deviceOptions());
    arguments.addAll(List.of("-vf", filters));
    arguments.addAll(encoder.optionsForViewers(size));
    arguments.addAll(List.of("-force_key_frames", EACH_SECOND, "-g", "1000000", "-bf", "0"));
    arguments.addAll(output());
    return List.copyOf(arguments);
  }

  /** An odd edge is cut off, because to scale by one pixel would blur all others. */
  private static String fit(VideoFormat format, H264Size size) {
    boolean cut =
        format.width() - size.width() <= 1
            && format.height() - size.height() <= 1
            && format.width() >= size.width()
            && format.height() >= size.height();
    return cut
        ? ",crop=%d:%d:0:0,scale=%1$d:%2$d".formatted(size.width(), size.height())
        : ",scale=%d:%d".formatted(size.width(), size.height());
  }

  private static List<String> input(Path program, List<String> device) {
    List<String> arguments = new ArrayList<>();
    arguments.add(program.toString());
    arguments.addAll(List.of("-hide_banner", "-nostats", "-nostdin", "-loglevel", "error"));
    arguments.addAll(device);
    // More threads would each hold a picture back.
    arguments.addAll(List.of("-flags", "low_delay", "-threads", "1"));
    // The times say which picture is of which frame: they must stay as they are.
    arguments.addAll(List.of("-copyts", "-probesize", "32", "-analyzeduration", "0"));
    arguments.addAll(FfmpegLimits.options(List.of("pipe")));
    arguments.addAll(List.of("-f", "nut", "-i", "pipe:0", "-map", "0:v:0"));
    return arguments;
  }

  private static List<String> output() {
    List<String> arguments = new ArrayList<>();
    arguments.addAll(List.of("-fps_mode", "passthrough"));
    arguments.addAll(List.of("-enc_time_base", "1:" + FramesInFlight.TICKS_PER_SECOND));
    arguments.addAll(List.of("-f", "nut", "-write_index", "0", "-flush_packets", "1", "pipe:1"));
    return arguments;
  }

  private static String smaller(VideoFormat format, TranscodeSettings settings) {
    int width = settings.maxWidth().orElse(Integer.MAX_VALUE);
    boolean fits = format.width() > 0 && format.width() <= width;
    return fits || width == Integer.MAX_VALUE ? "" : ",scale='min(iw,%d)':-1".formatted(width);
  }

  /** JPEG's own quality doubles and halves its tables in the same way. */
  private static String scale(int quality) {
    double factor = quality < 50 ? 50.0 / quality : 2 - quality / 50.0;
    return String.valueOf(Math.clamp(Math.round(12.5 * factor), BEST, WORST));
  }
}
