package io.zoetrope.drivers.http;

import io.zoetrope.base.UrlAuthority;
import java.net.URI;
import java.util.regex.Pattern;

/** Writes https: URLs as http: URLs for our gateway, so that FFmpeg needs no TLS of its own. */
final class GatewayUrls {
  private static final String MARK = ".https.zoetrope.invalid";
  private static final Pattern HTTPS =
      Pattern.compile("(?i)https://([a-z0-9._~-]+)(?::(\\d{1,5}))?(?=[/?#\\s\"'<&]|$)");

  private GatewayUrls() {}

  static String rewritten(String text) {
    return HTTPS
        .matcher(text)
        .replaceAll(found ->
            "http://%s%s:%s"
                .formatted(found.group(1), MARK, found.group(2) == null ? "443" : found.group(2)));
  }

  static URI original(URI plain) {
    return UrlAuthority.of(plain).filter(found -> found.host().endsWith(MARK)).isPresent()
        ? URI.create(plain.toString().replaceFirst("http(://.*?)" + Pattern.quote(MARK), "https$1"))
        : plain;
  }
}
