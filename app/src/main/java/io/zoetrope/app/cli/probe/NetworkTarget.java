package io.zoetrope.app.cli.probe;

import io.zoetrope.core.source.CameraUri;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Where a URI leads to; without a TCP port if there is no connection that could be tried. */
record NetworkTarget(String host, OptionalInt tcpPort) {
  private static final Map<String, Integer> USUAL_TCP_PORTS =
      Map.of("http", 80, "https", 443, "rtsp", 554, "rtsps", 322, "rtmp", 1935, "rtmps", 443);

  private static final Pattern AUTHORITY =
      Pattern.compile(
          "//(?:[^/?#]*@)?(?:\\[([^\\]]+)]|([^:/?#@\\[\\]]+))(?::(\\d{1,5}))?(?:[/?#].*)?");

  /** Empty when the camera is not in the network, or a stream that is sent to us. */
  static Optional<NetworkTarget> of(CameraUri uri) {
    Matcher authority = AUTHORITY.matcher(uri.address());
    if (!authority.matches()) {
      return Optional.empty();
    }
    String host = authority.group(1) == null ? authority.group(2) : authority.group(1);
    Integer usual = USUAL_TCP_PORTS.get(uri.scheme());
    if (usual == null) {
      return Optional.of(new NetworkTarget(host, OptionalInt.empty()));
    }
    String port = authority.group(3);
    return Optional.of(
        new NetworkTarget(host, OptionalInt.of(port == null ? usual : Integer.parseInt(port))));
  }
}
