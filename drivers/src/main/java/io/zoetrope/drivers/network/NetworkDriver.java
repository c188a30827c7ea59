package io.zoetrope.drivers.network;

import io.zoetrope.core.source.CameraUri;
import io.zoetrope.drivers.support.NetworkAddress;
import io.zoetrope.ffmpeg.FfmpegDriver;
import io.zoetrope.ffmpeg.FfmpegInput;
import java.util.List;
import java.util.Set;

/** Streams of other protocols, read as FFmpeg reads them. */
public final class NetworkDriver extends FfmpegDriver {

  @Override
  public Set<String> schemes() {
    return Set.of("rtmp", "rtmps", "srt", "udp");
  }

  @Override
  protected FfmpegInput input(CameraUri uri) {
    NetworkAddress.options(uri);
    return FfmpegInput.live(
            protocols(uri.scheme()),
            NetworkAddress.of(uri),
            "-fflags",
            "nobuffer",
            "-analyzeduration",
            "1000000")
        .asItIs();
  }

  private static List<String> protocols(String scheme) {
    return switch (scheme) {
      case "rtmp" -> List.of("rtmp", "tcp");
      case "rtmps" -> List.of("rtmps", "rtmp", "tls", "tcp");
      default -> List.of(scheme);
    };
  }
}
