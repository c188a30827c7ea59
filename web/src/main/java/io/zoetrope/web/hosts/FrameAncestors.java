package io.zoetrope.web.hosts;

import java.util.Collection;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Whose pages may show ours in a frame, and watch cameras over a WebSocket: our own, and those of
 * some origins. Anybody else's could lay something else over them and have a visitor click on what
 * is below, or look at what only the visitor can reach. Immutable.
 *
 * @param origins with a scheme, a host and perhaps a port each
 */
public record FrameAncestors(List<String> origins) {
  public static final FrameAncestors SELF = new FrameAncestors(List.of());

  private static final Pattern ORIGIN =
      Pattern.compile("(https?://)([^/:\\[]+|\\[[^]]*])(:[0-9]{1,5})?/?");

  public FrameAncestors {
    origins = List.copyOf(origins);
  }

  /**
   * Our own pages, and those of these origins.
   *
   * @throws IllegalArgumentException when one of them is not an origin
   */
  public static FrameAncestors of(Collection<String> origins) {
    return new FrameAncestors(origins.stream().map(FrameAncestors::parse).distinct().toList());
  }

  public String directive() {
    return origins.isEmpty()
        ? "frame-ancestors 'self'"
        : "frame-ancestors 'self' " + String.join(" ", origins);
  }

  /** Whether this header {@code Origin} is that of a page of theirs. */
  public boolean list(String origin) {
    return origins.stream().anyMatch(listed -> withoutUsualPort(listed).equals(origin));
  }

  /** As browsers write it. */
  private static String withoutUsualPort(String origin) {
    return origin.replaceFirst("^(http:.*):80$|^(https:.*):443$", "$1$2");
  }

  private static String parse(String origin) {
    Matcher matcher = ORIGIN.matcher(origin.strip());
    if (matcher.matches()) {
      String port = matcher.group(3) == null ? "" : matcher.group(3);
      var host = HostName.of(matcher.group(2));
      if (host.isPresent()) {
        return matcher.group(1) + host.get().text() + port;
      }
    }
    throw new IllegalArgumentException(
        "'%s' is not the origin of a page: use one such as https://dashboard.example.org"
            .formatted(origin));
  }
}
