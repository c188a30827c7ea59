package io.zoetrope.drivers.http;

import io.zoetrope.core.driver.CameraUri;
import io.zoetrope.core.driver.DriverContext;
import io.zoetrope.core.driver.FrameSource;
import io.zoetrope.drivers.ffmpeg.FfmpegDriver;
import io.zoetrope.drivers.ffmpeg.FfmpegInput;
import io.zoetrope.drivers.ffmpeg.NetworkAddress;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * {@code http://user:password@host/path#fps=1&ca=FILE&verify=false}: MJPEG and JPEGs are read
 * directly, other video through FFmpeg.
 */
public final class HttpDriver extends FfmpegDriver {
  private static final List<String> PROTOCOLS =
      List.of("http", "https", "tcp", "tls", "crypto", "httpproxy");

  @Override
  public Set<String> schemes() {
    return Set.of("http", "https");
  }

  @Override
  public void check(CameraUri uri, DriverContext context) throws IOException {
    HttpAddress _ = HttpAddress.of(uri);
  }

  @Override
  public FrameSource open(CameraUri uri, DriverContext context) throws IOException {
    return new HttpSource(
        HttpAddress.of(uri),
        context.frames(),
        new Stills(picture -> openFeed(picture, context, new ConcurrentHashMap<>())),
        () -> super.open(uri, context));
  }

  @Override
  protected FfmpegInput input(CameraUri uri) throws IOException {
    HttpAddress address = HttpAddress.of(uri);
    List<String> options = new ArrayList<>();
    options.add("-rw_timeout");
    options.add(String.valueOf(FfmpegInput.NETWORK_TIMEOUT.toNanos() / 1000));
    options.addAll(List.of("-use_wallclock_as_timestamps", "1"));
    address
        .authority()
        .ifPresent(
            file -> options.addAll(List.of("-tls_verify", "1", "-ca_file", file.toString())));
    return FfmpegInput.live(PROTOCOLS, NetworkAddress.of(uri), options.toArray(String[]::new));
  }
}
