package io.zoetrope.ffmpeg.transcode;

import io.zoetrope.core.media.H264;
import io.zoetrope.core.media.H265;
import io.zoetrope.core.media.Jpeg;
import io.zoetrope.core.media.ParameterSet;
import io.zoetrope.core.media.VideoFormat;
import java.io.ByteArrayOutputStream;
import java.util.List;
import java.util.stream.Stream;

/** What FFmpeg must know of a video before its first frame. */
final class VideoSetup {
  private static final byte[] START_CODE = {0, 0, 0, 1};

  private VideoSetup() {}

  /** What NUT calls the way in which it is encoded. */
  static String tag(VideoFormat format) {
    return switch (format) {
      case Jpeg _ -> "MJPG";
      case H264 _ -> "H264";
      case H265 _ -> "HEVC";
    };
  }

  /** The parameter sets, each behind a start code. */
  static byte[] bytes(VideoFormat format) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    for (ParameterSet set : sets(format)) {
      bytes.writeBytes(START_CODE);
      bytes.writeBytes(set.toBytes());
    }
    return bytes.toByteArray();
  }

  private static List<ParameterSet> sets(VideoFormat format) {
    return switch (format) {
      case Jpeg _ -> List.of();
      case H264 video -> Stream.of(video.sps(), video.pps()).flatMap(List::stream).toList();
      case H265 video ->
          Stream.of(video.vps(), video.sps(), video.pps()).flatMap(List::stream).toList();
    };
  }
}
