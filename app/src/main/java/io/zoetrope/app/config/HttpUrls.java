package io.zoetrope.app.config;

import io.zoetrope.core.driver.Secrets;
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
          && url.getHost() != null) {
        return url;
      }
    } catch (URISyntaxException e) {
      // Said below, as for one of another kind.
    }
    throw new BadConfigException(
        "'%s' is not an http: or https: URL, such as http://192.0.2.5:8080"
            .formatted(Secrets.mask(text)));
  }
}
