package io.zoetrope.ffmpeg.transcode;

import io.zoetrope.ffmpeg.program.ProgramOutput;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** What makes H.264 within an FFmpeg: that of the machine, and then programs, the better first. */
public enum H264Encoder {
  NVENC(true, "h264_nvenc", "-preset p1 -tune ull", "-delay 0 -zerolatency 1 -forced-idr 1"),
  QSV(true, "h264_qsv", "-preset veryfast", "-async_depth 1 -forced_idr 1"),
  VIDEOTOOLBOX(true, "h264_videotoolbox", "", "-realtime 1"),
  VAAPI(true, "h264_vaapi", "", "", "-vaapi_device /dev/dri/renderD128", ",hwupload"),
  V4L2M2M(true, "h264_v4l2m2m", "", ""),
  X264(false, "libx264", "-preset veryfast -crf 23", "-tune zerolatency -forced-idr 1"),
  /** Its own way to hold a bit rate trips over uneven times, so its quality is held instead. */
  OPENH264(false, "libopenh264", "-rc_mode off -q:v 24", "");

  private static final Duration PATIENCE = Duration.ofSeconds(10);
  private static final long LEAST_RATE = 1_000_000;
  private static final int MOST_BITS_PER_PIXEL = 5;
  private static final int MOST_THREADS = 4;

  private final boolean hardware;
  private final String codec;
  private final String settings;
  private final String atOnce;
  private final String device;
  private final String upload;

  H264Encoder(boolean hardware, String codec, String settings, String atOnce) {
    this(hardware, codec, settings, atOnce, "", "");
  }

  /**
   * @param hardware whether the machine must have a part for it
   * @param settings that set the quality
   * @param atOnce more settings, with which it holds no picture back
   * @param device FFmpeg's options for the device that does it
   * @param upload the filters that take pictures there
   */
  H264Encoder(
      boolean hardware,
      String codec,
      String settings,
      String atOnce,
      String device,
      String upload) {
    this.hardware = hardware;
    this.codec = codec;
    this.settings = settings;
    this.atOnce = atOnce;
    this.device = device;
    this.upload = upload;
  }

  /** Whether the machine has a part for it, with which it may or may not work. */
  boolean isHardware() {
    return hardware;
  }

  /** FFmpeg's options for a video that is made to be kept. */
  public List<String> options() {
    return words("-c:v " + codec, settings);
  }

  /** FFmpeg's options before its input. */
  List<String> deviceOptions() {
    return device.isEmpty() ? List.of() : words(device);
  }

  /** The last of the filters. */
  String lastFilters() {
    return ",format=" + (hardware ? "nv12" : "yuv420p") + upload;
  }

  /** FFmpeg's options for a video that is watched while it is made. */
  List<String> optionsForViewers(H264Size size) {
    long most = Math.max(LEAST_RATE, (long) size.width() * size.height() * MOST_BITS_PER_PIXEL);
    int threads = Math.clamp(Runtime.getRuntime().availableProcessors(), 1, MOST_THREADS);
    return words(
        "-c:v " + codec,
        settings,
        atOnce,
        hardware ? "-b:v " + most / 2 : "-threads " + threads,
        "-maxrate %d -bufsize %d".formatted(most, most));
  }

  private static List<String> words(String... options) {
    return Stream.of(String.join(" ", options).split(" +")).toList();
  }

  /** The best program for it that this FFmpeg has. */
  public static Optional<H264Encoder> of(Path ffmpeg) throws IOException, InterruptedException {
    return listed(ffmpeg).stream().filter(encoder -> !encoder.isHardware()).findFirst();
  }

  /** All that this FFmpeg has, whether they work or not. */
  static List<H264Encoder> listed(Path ffmpeg) throws IOException, InterruptedException {
    String list =
        ProgramOutput.of(
                new ProcessBuilder(
                    ffmpeg.toString(), "-hide_banner", "-loglevel", "error", "-encoders"),
                PATIENCE)
            .orElseThrow(() -> new IOException("FFmpeg does not say what it can encode"))
            .text();
    return Stream.of(values()).filter(encoder -> list.contains(" " + encoder.codec + " ")).toList();
  }
}
