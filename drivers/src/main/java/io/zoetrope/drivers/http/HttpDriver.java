package io.zoetrope.drivers.http;

import io.zoetrope.core.source.CameraUri;
import io.zoetrope.core.source.DriverContext;
import io.zoetrope.core.source.FrameSource;
import io.zoetrope.drivers.support.ExplainedSource;
import io.zoetrope.ffmpeg.FfmpegDriver;
import io.zoetrope.ffmpeg.FfmpegInput;
import java.io.IOException;
import java.net.InetAddress;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;
import org.apache.hc.client5.http.DnsResolver;
import org.apache.hc.client5.http.SystemDefaultDnsResolver;

/** {@code http://user:password@host/path#fps=1&ca=FILE}: JPEGs directly, other video by FFmpeg. */
public final class HttpDriver extends FfmpegDriver {
  /** Neither httpproxy nor tls: with them a playlist could lead past the gateway. */
  private static final List<String> PROTOCOLS = List.of("http", "tcp", "crypto");

  private final Predicate<InetAddress> isPublic;
  private final DnsResolver names;

  public HttpDriver() {
    this(PublicAddresses::isPublic, SystemDefaultDnsResolver.INSTANCE);
  }

  /** With another idea of the internet and of host names; any thread may ask for both. */
  HttpDriver(Predicate<InetAddress> isPublic, DnsResolver names) {
    this.isPublic = isPublic;
    this.names = names;
  }

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
    HttpAddress address = HttpAddress.of(uri);
    return new HttpSource(
        address,
        connection(address),
        context.frames(),
        context.time(),
        new StillDecoder(picture -> openPicture(picture, context)),
        () -> openThroughFfmpeg(address, context));
  }

  @Override
  protected FfmpegInput input(CameraUri uri) throws IOException {
    return input(GatewayUrls.rewritten(HttpAddress.of(uri).url().toString()), "");
  }

  private FrameSource openThroughFfmpeg(HttpAddress address, DriverContext context)
      throws IOException, InterruptedException {
    FfmpegGateway gateway = new FfmpegGateway(address, connection(address));
    boolean open = false;
    try {
      FrameSource ffmpeg = open(input(gateway.url(), gateway.proxy()), context);
      open = true;
      return new ExplainedSource(
          ffmpeg, (failure, _) -> gateway.failure().orElse(failure), gateway::close);
    } finally {
      if (!open) {
        gateway.close();
      }
    }
  }

  private HttpConnection connection(HttpAddress address) throws IOException {
    return new HttpConnection(
        address, new AddressGuard(address.origin().getHostName(), isPublic, names));
  }

  private static FfmpegInput input(String url, String proxy) {
    return FfmpegInput.live(
            PROTOCOLS,
            url,
            "-rw_timeout",
            String.valueOf(FfmpegInput.NETWORK_TIMEOUT.toNanos() / 1000),
            "-http_proxy",
            proxy)
        .asItIs();
  }
}
