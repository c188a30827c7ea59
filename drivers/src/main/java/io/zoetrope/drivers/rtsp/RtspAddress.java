package io.zoetrope.drivers.rtsp;

import io.zoetrope.base.UrlAuthority;
import io.zoetrope.core.source.CameraUri;
import io.zoetrope.core.source.UriOptions;
import io.zoetrope.drivers.support.NetworkAddress;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Where an IP camera is, and how to ask it: {@code
 * rtsp://user:password@host:port/path?its=own#transport=udp&ca=FILE}.
 *
 * @param url without login and options, as requests name it
 * @param path what follows the host and port in it
 * @param host without the brackets of an IPv6 address
 * @param authority who must have signed the camera's certificate
 * @param transport empty for TCP if possible, otherwise UDP
 * @param byFfmpeg whether FFmpeg is to read it in any case
 */
record RtspAddress(
    String url,
    String path,
    String host,
    int port,
    boolean tls,
    Optional<Login> login,
    Optional<Path> authority,
    Optional<Transport> transport,
    boolean byFfmpeg) {
  private static final int RTSP_PORT = 554;
  private static final int RTSPS_PORT = 322;
  private static final Pattern URL =
      Pattern.compile(
          "(\\w+)://(?:([^/?#]*)@)?(\\[[^\\]/?#]*\\]|[^:/?#]*)(?::(\\d*))?(.*)", Pattern.DOTALL);

  /** How the packets of a stream come. */
  enum Transport {
    TCP,
    UDP
  }

  /** User and password, decoded. */
  record Login(String user, String password) {
    @Override
    public String toString() {
      return "Login[***]";
    }
  }

  static RtspAddress of(CameraUri uri) throws IOException {
    UriOptions options = NetworkAddress.options(uri, "ca", "transport", "client");
    Matcher parts = URL.matcher(NetworkAddress.of(uri));
    if (!parts.matches()) {
      throw new IllegalStateException("an address that was checked has no parts");
    }
    String host = parts.group(3);
    String port = parts.group(4) == null ? "" : parts.group(4);
    boolean tls = uri.scheme().equals("rtsps");
    return new RtspAddress(
        "%s://%s%s%s"
            .formatted(uri.scheme(), host, port.isEmpty() ? "" : ":" + port, parts.group(5)),
        parts.group(5),
        host.startsWith("[") ? host.substring(1, host.length() - 1) : host,
        port(port, tls),
        tls,
        Optional.ofNullable(parts.group(2)).map(RtspAddress::login),
        NetworkAddress.authorities(options),
        options
            .choice("transport", "tcp", "udp")
            .map(name -> name.equals("udp") ? Transport.UDP : Transport.TCP),
        options.choice("client", "ffmpeg").isPresent());
  }

  /**
   * The URL that a camera names, at the host and port of this address: what a device says never
   * leads to another one.
   */
  String here(String named) {
    Matcher parts = URL.matcher(named);
    return parts.matches() ? origin() + parts.group(5) : origin() + named;
  }

  /** Whether a URL has the scheme, host and port of this address, or none. */
  boolean isHere(String named) {
    Matcher parts = URL.matcher(named);
    if (!parts.matches()) {
      return true;
    }
    String port = parts.group(4) == null ? "" : parts.group(4);
    String thisHost = host.contains(":") ? "[" + host + "]" : host;
    return parts.group(1).equalsIgnoreCase(tls ? "rtsps" : "rtsp")
        && parts.group(3).equalsIgnoreCase(thisHost)
        && port(port, tls) == this.port;
  }

  private static int port(String text, boolean tls) {
    return text.matches("\\d{1,9}") ? Integer.parseInt(text) : tls ? RTSPS_PORT : RTSP_PORT;
  }

  private String origin() {
    return url.substring(0, url.length() - path.length());
  }

  /** The same camera, asked for another stream. */
  RtspAddress at(String newUrl) {
    String there = here(newUrl);
    return new RtspAddress(
        there,
        there.substring(origin().length()),
        host,
        port,
        tls,
        login,
        authority,
        transport,
        byFfmpeg);
  }

  private static Login login(String text) {
    String[] parts = text.split(":", 2);
    return new Login(
        UrlAuthority.decoded(parts[0]), parts.length < 2 ? "" : UrlAuthority.decoded(parts[1]));
  }
}
