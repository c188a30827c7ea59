package io.zoetrope.ffmpeg;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** The argument list of one FFmpeg process. Never a shell line. */
final class FfmpegCommand {
  /** Of 2 (best) to 31: about what webcams send themselves. */
  private static final String JPEG_QUALITY = "5";

  private static final String MOST_THREADS = "4";

  /**
   * NUT takes no packet without a time; IP cameras' first one has none where frames are reordered.
   * This holds each packet until the next one comes.
   */
  private static final String TIME_FOR_EACH =
      "setts=pts=if(eq(PTS\\,NOPTS)\\,if(eq(PREV_OUTPTS\\,NOPTS)\\,0\\,PREV_OUTPTS+1)\\,PTS)";

  /**
   * Seconds added to all times. Pictures that overtake others are decoded before time zero, and if
   * audio has come before them FFmpeg 8 writes such times as they are, though NUT has none.
   */
  private static final String HEAD_START = "10";

  private FfmpegCommand() {}

  /** Video, and audio if it is wanted, as they are. */
  static List<String> toNut(Path program, FfmpegInput input, boolean audio) {
    List<String> arguments = begin(program);
    arguments.addAll(FfmpegLimits.options(input.protocols()));
    arguments.addAll(input.options());
    // A stream without times gets some from its rate.
    arguments.addAll(List.of("-fflags", "+genpts", "-i", input.url()));
    arguments.addAll(List.of("-map", "0:v:0?"));
    arguments.addAll(audio ? List.of("-map", "0:a:0?") : List.of("-an"));
    arguments.addAll(List.of("-sn", "-dn", "-c", "copy"));
    if (input.protocols().contains("rtp")) {
      arguments.addAll(List.of("-bsf:v", TIME_FOR_EACH));
    }
    // Else video would wait up to ten seconds for audio that does not come.
    arguments.addAll(List.of("-max_interleave_delta", "1"));
    arguments.addAll(List.of("-output_ts_offset", HEAD_START));
    // No index is written at the end; the newest version hands on new parameter sets.
    arguments.addAll(List.of("-f", "nut", "-write_index", "0", "-strict", "experimental"));
    arguments.addAll(List.of("-flush_packets", "1", "pipe:1"));
    return List.copyOf(arguments);
  }

  static List<String> toMpjpeg(Path program, FfmpegInput input, boolean passThrough) {
    List<String> arguments = begin(program);
    if (!passThrough) {
      // Each thread holds pictures of its own.
      arguments.addAll(
          input.live()
              ? List.of("-flags", "low_delay", "-threads", "1")
              : List.of("-threads", MOST_THREADS));
    }
    arguments.addAll(FfmpegLimits.options(input.protocols()));
    arguments.addAll(input.options());
    arguments.addAll(List.of("-i", input.url()));
    arguments.addAll(List.of("-map", "0:v:0", "-an", "-sn", "-dn"));
    if (passThrough) {
      arguments.addAll(List.of("-c:v", "copy"));
    } else {
      arguments.addAll(
          List.of("-c:v", "mjpeg", "-q:v", JPEG_QUALITY, "-pix_fmt", "yuvj420p", "-threads", "1"));
      // A camera's times may not advance, which the encoder refuses; nobody reads them, so the
      // frames are counted instead.
      arguments.addAll(List.of("-vf", "settb=1/90000,setpts=N*3000", "-enc_time_base", "1:90000"));
      // The default holds a frame back and makes up others to keep a constant rate.
      arguments.addAll(List.of("-fps_mode", "passthrough"));
    }
    arguments.addAll(List.of("-f", "mpjpeg", "-flush_packets", "1", "pipe:1"));
    return List.copyOf(arguments);
  }

  private static List<String> begin(Path program) {
    List<String> arguments = new ArrayList<>();
    arguments.add(program.toString());
    // The log at this level names the input's codec; statistics would only fill the pipe.
    arguments.addAll(List.of("-hide_banner", "-nostats", "-nostdin", "-loglevel", "level+info"));
    return arguments;
  }
}
