package io.zoetrope.drivers.http;

import io.zoetrope.core.driver.BadCameraUriException;
import io.zoetrope.core.driver.CameraUri;
import io.zoetrope.drivers.ffmpeg.NetworkAddress;
import io.zoetrope.drivers.support.UriOptions;
import java.net.URI;
import java.net.URISyntaxException;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/**
 * Where a camera is and how to ask it: {@code
 * http://user:password@host/path?its=own#fps=1&ca=FILE}. A camera has options of its own, so ours
 * stand behind the #, which is never sent.
 *
 * @param url what is asked for, without login and options
 * @param picturesPerSecond how often to ask where each answer is one picture
 * @param authority of the certificate; without one, the system's authorities
 * @param verify whether the certificate is looked at
 */
record HttpAddress(
    URI url,
    Optional<Login> login,
    double picturesPerSecond,
    Optional<Path> authority,
    boolean verify) {
  private static final double USUAL_PICTURES_PER_SECOND = 1;

  /** User and password, decoded. */
  record Login(String user, String password) {
    /** Without the password. */
    @Override
    public String toString() {
      return "Login[***]";
    }
  }

  static HttpAddress of(CameraUri uri) {
    String text = NetworkAddress.of(uri);
    int hash = text.lastIndexOf('#');
    UriOptions options = options(uri, hash < 0 ? "" : text.substring(hash + 1));
    URI whole = url(uri, hash < 0 ? text : text.substring(0, hash));
    return new HttpAddress(
        withoutLogin(whole),
        login(whole),
        options.rate("fps", 100).orElse(USUAL_PICTURES_PER_SECOND),
        options.text("ca").map(HttpAddress::readable),
        options.flag("verify", true));
  }

  /** As FFmpeg takes it, with the login. */
  static String urlForFfmpeg(CameraUri uri) {
    String text = NetworkAddress.of(uri);
    int hash = text.lastIndexOf('#');
    return hash < 0 ? text : text.substring(0, hash);
  }

  private static UriOptions options(CameraUri uri, String behindHash) {
    CameraUri own = CameraUri.parse(uri.scheme() + ":?" + behindHash);
    if (!behindHash.isEmpty() && own.options().isEmpty()) {
      throw new BadCameraUriException(
          "%s: behind the # stand options, as in #fps=2; in a password write %%23 for #"
              .formatted(uri.scheme()));
    }
    return UriOptions.of(own, "fps", "ca", "verify");
  }

  private static URI url(CameraUri uri, String text) {
    try {
      URI url = new URI(text);
      if (url.getHost() == null) {
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
    String login = url.getRawUserInfo();
    return login == null ? url : URI.create(text.replaceFirst("(?<=://)[^@/]*@", ""));
  }

  private static Optional<Login> login(URI url) {
    return Optional.ofNullable(url.getRawUserInfo())
        .map(info -> {
          int colon = info.indexOf(':');
          return colon < 0
              ? new Login(decode(info), "")
              : new Login(decode(info.substring(0, colon)), decode(info.substring(colon + 1)));
        });
  }

  private static String decode(String text) {
    return URLDecoder.decode(text.replace("+", "%2B"), StandardCharsets.UTF_8);
  }

  private static Path readable(String file) {
    Path path = Path.of(file);
    if (!Files.isReadable(path)) {
      throw new BadCameraUriException(
          "ca: there is no file '%s' that this user may read".formatted(file));
    }
    return path;
  }
}
