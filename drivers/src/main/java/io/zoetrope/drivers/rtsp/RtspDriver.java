package io.zoetrope.drivers.rtsp;

import io.zoetrope.core.source.CameraUri;
import io.zoetrope.core.source.DriverContext;
import io.zoetrope.core.source.FrameSource;
import io.zoetrope.drivers.support.NetworkAddress;
import io.zoetrope.ffmpeg.FfmpegDriver;
import io.zoetrope.ffmpeg.FfmpegInput;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/** IP cameras: {@code rtsp://user:password@host/path}, {@code rtsps://host/path#ca=FILE}. */
public final class RtspDriver extends FfmpegDriver {

  @Override
  public Set<String> schemes() {
    return Set.of("rtsp", "rtsps");
  }

  @Override
  public FrameSource open(CameraUri uri, DriverContext context)
      throws IOException, InterruptedException {
    RtspAddress address = RtspAddress.of(uri);
    return isForFfmpeg(address, context)
        ? super.open(uri, context)
        : new RtspSource(address, context, () -> super.open(uri, context));
  }

  private static boolean isForFfmpeg(RtspAddress address, DriverContext context) {
    return address.byFfmpeg() || context.setting(JPEG_ONLY).isPresent();
  }

  @Override
  protected FfmpegInput input(CameraUri uri) throws IOException {
    RtspAddress address = RtspAddress.of(uri);
    List<String> options =
        new ArrayList<>(
            List.of(
                "-timeout",
                // FFmpeg asks a silent camera once more and waits as long again.
                String.valueOf(FfmpegInput.NETWORK_TIMEOUT.dividedBy(2).toNanos() / 1000)));
    options.addAll(
        address
            .transport()
            .map(chosen -> List.of("-rtsp_transport", chosen.name().toLowerCase(Locale.ROOT)))
            .orElse(List.of("-rtsp_flags", "prefer_tcp")));
    address
        .authority()
        .ifPresent(
            file -> options.addAll(List.of("-tls_verify", "1", "-ca_file", file.toString())));
    List<String> protocols =
        address.tls()
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
