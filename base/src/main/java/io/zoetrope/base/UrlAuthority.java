package io.zoetrope.base;

import java.net.URI;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The login, the host and the port of a URL. Unlike {@link URI} it knows hosts with an underscore,
 * as Docker gives them names.
 *
 * @param login as it is written
 * @param host an IPv6 address in brackets
 * @param port -1 for the scheme's own
 */
public record UrlAuthority(Optional<String> login, String host, int port) {
  private static final int HIGHEST_PORT = 65_535;
  private static final Pattern NAME =
      Pattern.compile("(?:([^@]*)@)?((?:[\\w-]+\\.)*[A-Za-z_][\\w-]*\\.?|[\\w-]+)(?::(\\d{0,5}))?");

  /** Empty when the URL has no host, or a port that is none. */
  public static Optional<UrlAuthority> of(URI url) {
    return read(url).filter(authority -> authority.port <= HIGHEST_PORT);
  }

  /** Decodes %XX, as far as that is possible; a plus is a plus, unlike in a form. */
  public static String decoded(String part) {
    try {
      return URLDecoder.decode(part.replace("+", "%2B"), StandardCharsets.UTF_8);
    } catch (IllegalArgumentException e) {
      return part;
    }
  }

  private static Optional<UrlAuthority> read(URI url) {
    if (url.getHost() != null) {
      return Optional.of(
          new UrlAuthority(
              Optional.ofNullable(url.getRawUserInfo()), url.getHost(), url.getPort()));
    }
    Matcher parts = NAME.matcher(url.getRawAuthority() == null ? "" : url.getRawAuthority());
    if (!parts.matches()) {
      return Optional.empty();
    }
    String port = parts.group(3);
    return Optional.of(
        new UrlAuthority(
            Optional.ofNullable(parts.group(1)),
            parts.group(2),
            port == null || port.isEmpty() ? -1 : Integer.parseInt(port)));
  }
}
