package io.zoetrope.automation.webhook;

import io.zoetrope.base.UrlAuthority;
import java.net.URI;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/**
 * A server that events of some types are posted to. Its URL may hold secrets, so nobody sees it.
 */
public record Webhook(String name, URI url, Optional<String> secret, Set<String> events) {
  public static final String KIND_PREFIX = "webhook-";

  public static final String KINDS = KIND_PREFIX + "*";

  private static final int LONGEST_PLAIN = 50;

  public Webhook {
    events = Set.copyOf(events);
  }

  /** Throws an {@link IllegalArgumentException}, which does not show it, if it cannot sign. */
  public static String checkedSecret(String secret) {
    Signature _ = new Signature(secret);
    return secret;
  }

  /** Each has one of its own, so that the tasks of a slow receiver are in nobody's way. */
  String kind() {
    String plain = name.toLowerCase(Locale.ROOT).replace('_', '-');
    return plain.equals(name) && plain.length() <= LONGEST_PLAIN
        ? KIND_PREFIX + plain
        : "%s%s-%08x"
            .formatted(
                KIND_PREFIX,
                plain.substring(0, Math.min(plain.length(), LONGEST_PLAIN - 9)),
                name.hashCode());
  }

  boolean wants(String type) {
    return events.contains(type);
  }

  /** What may be said of the address. */
  String host() {
    String authority = url.getRawAuthority();
    return authority.substring(authority.lastIndexOf('@') + 1);
  }

  /** User and password, as in {@code me:secret}. */
  Optional<String> login() {
    return UrlAuthority.of(url)
        .flatMap(UrlAuthority::login)
        .map(login -> URLDecoder.decode(login.replace("+", "%2B"), StandardCharsets.UTF_8));
  }

  @Override
  public String toString() {
    return "%s at %s %s".formatted(name, host(), events);
  }
}
