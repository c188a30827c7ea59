package io.zoetrope.drivers.rtsp;

import io.zoetrope.core.source.CameraUri;
import io.zoetrope.drivers.support.NetworkAddress;
import io.zoetrope.ffmpeg.FfmpegDriver;
import io.zoetrope.ffmpeg.FfmpegInput;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** IP cameras: {@code rtsp://user:password@host/path}, {@code rtsps://host/path#ca=FILE}. */
public final class RtspDriver extends FfmpegDriver {

  @Override
  public Set<String> schemes() {
    return Set.of("rtsp", "rtsps");
  }

  @Override
  protected FfmpegInput input(CameraUri uri) throws IOException {
    List<String> options =
        new ArrayList<>(
            List.of(
                "-rtsp_flags",
                "prefer_tcp",
                "-timeout",
                // FFmpeg asks a silent camera once more and waits as long again.
                String.valueOf(FfmpegInput.NETWORK_TIMEOUT.dividedBy(2).toNanos() / 1000)));
    NetworkAddress.authorities(NetworkAddress.options(uri, "ca"))
        .ifPresent(
            file -> options.addAll(List.of("-tls_verify", "1", "-ca_file", file.toString())));
    List<String> protocols =
        uri.scheme().equals("rtsps")
            ? List.of("rtsps", "rtsp", "tls", "tcp", "rtp", "udp")
            : List.of("rtsp", "tcp", "rtp", "udp");
    FfmpegInput thorough =
        FfmpegInput.live(protocols, NetworkAddress.of(uri), options.toArray(String[]::new));
    // The stream's description and first frame mostly say all that is needed: to look into it for
    // longer would only delay.
    options.addAll(List.of("-fpsprobesize", "0", "-probesize", "5000"));
    FfmpegInput quick =
        FfmpegInput.live(protocols, NetworkAddress.of(uri), options.toArray(String[]::new));
    return quick.asItIs().orElse(thorough.asItIs());
  }
}
