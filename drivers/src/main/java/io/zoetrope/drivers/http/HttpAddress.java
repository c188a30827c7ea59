package io.zoetrope.drivers.http;

import io.zoetrope.base.UrlAuthority;
import io.zoetrope.core.secret.Secrets;
import io.zoetrope.core.source.BadCameraUriException;
import io.zoetrope.core.source.CameraUri;
import io.zoetrope.core.source.UriOptions;
import io.zoetrope.drivers.support.NetworkAddress;
import java.io.IOException;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.file.Path;
import java.util.Optional;
import org.apache.hc.core5.http.HttpHost;

/**
 * Where a camera is, without its login, and how to ask it: {@code
 * http://user:password@host/path?its=own#fps=1&ca=FILE}.
 */
record HttpAddress(
    URI url,
    Optional<Login> login,
    double picturesPerSecond,
    Optional<Path> authority,
    boolean verify,
    boolean oldTls,
    Secrets secrets) {
  private static final double USUAL_PICTURES_PER_SECOND = 1;

  /** User and password, decoded. */
  record Login(String user, String password) {
    @Override
    public String toString() {
      return "Login[***]";
    }
  }

  /** Its scheme, host and port: who may be given the login. */
  HttpHost origin() {
    boolean tls = url.getScheme().equalsIgnoreCase("https");
    UrlAuthority authority = UrlAuthority.of(url).orElseThrow();
    int port = authority.port() >= 0 ? authority.port() : tls ? 443 : 80;
    return new HttpHost(url.getScheme(), authority.host(), port);
  }

  static HttpAddress of(CameraUri uri) throws IOException {
    UriOptions options = NetworkAddress.options(uri, "fps", "ca", "verify", "tls");
    URI whole = url(uri, NetworkAddress.of(uri));
    boolean verify = options.flag("verify", true);
    return new HttpAddress(
        withoutLogin(whole),
        login(whole),
        options.rate("fps", 100).orElse(USUAL_PICTURES_PER_SECOND),
        NetworkAddress.authorities(options),
        verify,
        options.choice("tls", "old").isPresent(),
        uri.secrets());
  }

  private static URI url(CameraUri uri, String text) {
    try {
      URI url = new URI(text);
      if (UrlAuthority.of(url).isEmpty()) {
        throw new URISyntaxException("", "no host");
      }
      return url;
    } catch (URISyntaxException e) {
      throw new BadCameraUriException(
          "'%s' is not a web address; in it write %%20 for a space, and %%40 for an @ in a password"
              .formatted(uri.masked()));
    }
  }

  private static URI withoutLogin(URI url) {
    String text = url.toString();
    return loginOf(url).isEmpty() ? url : URI.create(text.replaceFirst("(?<=://)[^@/]*@", ""));
  }

  private static Optional<Login> login(URI url) {
    return loginOf(url)
        .map(info -> {
          String[] parts = info.split(":", 2);
          return new Login(
              UrlAuthority.decoded(parts[0]),
              parts.length < 2 ? "" : UrlAuthority.decoded(parts[1]));
        });
  }

  private static Optional<String> loginOf(URI url) {
    return UrlAuthority.of(url).flatMap(UrlAuthority::login);
  }
}
