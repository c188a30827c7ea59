package io.zoetrope.drivers.http;

import io.zoetrope.core.driver.CameraUri;
import io.zoetrope.drivers.ffmpeg.FfmpegDriver;
import io.zoetrope.drivers.ffmpeg.FfmpegInput;
import io.zoetrope.drivers.ffmpeg.NetworkAddress;
import java.util.Set;

/**
 * {@code http://user:password@host/path}: MJPEG is passed on as it is, other video is encoded anew.
 */
public final class HttpDriver extends FfmpegDriver {

  @Override
  public Set<String> schemes() {
    return Set.of("http", "https");
  }

  @Override
  protected FfmpegInput input(CameraUri uri) {
    return FfmpegInput.live(
            NetworkAddress.of(uri),
            "-rw_timeout",
            String.valueOf(FfmpegInput.NETWORK_TIMEOUT.toNanos() / 1000),
            // Without this a multipart stream is taken to have 25 pictures a second, whatever its
            // real rate.
            "-use_wallclock_as_timestamps",
            "1",
            "-protocol_whitelist",
            "http,https,tcp,tls,crypto,httpproxy")
        .expectingMjpeg();
  }
}
