package io.zoetrope.app.config;

import io.zoetrope.base.UrlAuthority;
import io.zoetrope.core.secret.Secrets;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.List;

/** URLs of servers. */
public final class HttpUrls {

  private HttpUrls() {}

  /**
   * Reads one.
   *
   * @throws BadConfigException when it is none
   */
  public static URI parse(String text) {
    try {
      URI url = new URI(text.strip());
      if (List.of("http", "https").contains(String.valueOf(url.getScheme()))
          && UrlAuthority.of(url).isPresent()) {
        return url;
      }
    } catch (URISyntaxException e) {
      // Said below, as for one of another kind.
    }
    throw new BadConfigException(
        "'%s' is not an http: or https: URL, such as http://192.0.2.5:8080"
            .formatted(server(text)));
  }

  /** As it may be shown: of a webhook, the path is often the secret. */
  public static String server(String url) {
    String shown = Secrets.maskAddress(url.strip());
    int path = shown.indexOf('/', shown.indexOf("//") < 0 ? 0 : shown.indexOf("//") + 2);
    int end = path < 0 ? shown.indexOf('?') : path;
    return end < 0 || end >= shown.length() - 1 ? shown : shown.substring(0, end) + "/…";
  }
}
