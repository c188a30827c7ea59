package io.zoetrope.app.browser;

/** What is watched in browsers: cameras, publishers and files, all real. */
enum PlaybackSource {
  RTSP("RTSP, H.264, key frame every second, parameter sets in-band"),
  RTSP_LONG_GROUPS("RTSP, H.264, key frame every 8 s"),
  RTSP_B_FRAMES("RTSP, H.264 with B-frames"),
  RTSP_SLICES("RTSP, H.264, four slices a picture"),
  RTSP_OUT_OF_BAND("RTSP, H.264, parameter sets out-of-band"),
  RTSP_RESIZED("RTSP, H.264 whose size changes"),
  RTSP_AAC("RTSP, H.264 and AAC"),
  RTSP_OPUS("RTSP, H.264 and Opus"),
  RTSP_PCMA("RTSP, H.264 and G.711"),
  RTSP_H265("RTSP, H.265"),
  RTSP_H265_AAC("RTSP, H.265 with B-frames, and AAC"),
  RTMP("RTMP from FFmpeg, H.264 and AAC"),
  SRT("SRT from FFmpeg, H.264 with B-frames, and AAC"),
  SRT_H265("SRT from FFmpeg, H.265 and AAC"),
  FILE("file, H.264 and AAC in MP4"),
  FILE_H265("file, H.265 and Opus in Matroska");

  private final String title;

  PlaybackSource(String title) {
    this.title = title;
  }

  /** As in the docs. */
  String title() {
    return title;
  }

  boolean isH265() {
    return name().contains("H265");
  }

  boolean hasSoundForMp4() {
    return switch (this) {
      case RTSP_AAC, RTSP_OPUS, RTSP_H265_AAC, RTMP, SRT, SRT_H265, FILE, FILE_H265 -> true;
      default -> false;
    };
  }
}
