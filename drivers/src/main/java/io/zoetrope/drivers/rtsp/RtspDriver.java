package io.zoetrope.drivers.rtsp;

import io.zoetrope.core.driver.CameraUri;
import io.zoetrope.drivers.ffmpeg.FfmpegDriver;
import io.zoetrope.drivers.ffmpeg.FfmpegInput;
import io.zoetrope.drivers.ffmpeg.NetworkAddress;
import java.util.Set;

/** IP cameras: {@code rtsp://user:password@host/path}. */
public final class RtspDriver extends FfmpegDriver {

  @Override
  public Set<String> schemes() {
    return Set.of("rtsp", "rtsps");
  }

  @Override
  protected FfmpegInput input(CameraUri uri) {
    return FfmpegInput.live(
        NetworkAddress.of(uri),
        "-rtsp_flags",
        "prefer_tcp",
        // The description of the stream says all that is needed: looking into it first would only
        // delay.
        "-analyzeduration",
        "0",
        "-probesize",
        "32",
        "-timeout",
        // FFmpeg asks a silent camera once more and waits as long again.
        String.valueOf(FfmpegInput.NETWORK_TIMEOUT.dividedBy(2).toNanos() / 1000));
  }
}
