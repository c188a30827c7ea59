package io.zoetrope.app.config;

import io.zoetrope.core.secret.Secrets;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The Redis that machines share work on.
 *
 * @param uri may hold a password; {@link #masked()} is the one to show
 * @param prefix what all keys begin with
 */
public record RedisConfig(String uri, String prefix) {
  public static final String STANDARD_PREFIX = "zoetrope:";

  private static final Pattern URI =
      Pattern.compile(
          "rediss?://(?:\\S*@)?(?:\\[[0-9a-fA-F:.]+]|[A-Za-z0-9._-]+)(?::(\\d{1,5}))?(?:/\\d{0,5})?(?:\\?\\S*)?");
  private static final Pattern PREFIX = Pattern.compile("[A-Za-z0-9:._-]{1,64}");

  /** With the usual prefix. */
  public RedisConfig(String uri) {
    this(uri, STANDARD_PREFIX);
  }

  public RedisConfig {
    Matcher parts = URI.matcher(uri);
    if (!parts.matches() || (parts.group(1) != null && Integer.parseInt(parts.group(1)) > 65_535)) {
      throw new BadConfigException(
          "'%s' is not the URI of a Redis, such as redis://127.0.0.1:6379 or rediss://:password@192.0.2.9:6380"
              .formatted(Secrets.maskAddress(uri)));
    }
    if (!PREFIX.matcher(prefix).matches()) {
      throw new BadConfigException(
          "'%s' is no prefix for the keys of Redis: use letters, digits and : . _ - , as in zoetrope:"
              .formatted(prefix));
    }
  }

  /** The URI without its password. */
  public String masked() {
    return Secrets.maskAddress(uri);
  }

  @Override
  public String toString() {
    return masked() + " " + prefix;
  }
}
