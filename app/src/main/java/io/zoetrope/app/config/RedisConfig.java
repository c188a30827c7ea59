package io.zoetrope.app.config;

import io.zoetrope.core.secret.Secrets;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The Redis that machines share work on. Its URI may hold a password: show {@link #masked()}. */
public record RedisConfig(String uri, String prefix) {
  private static final Pattern FORM =
      Pattern.compile(
          "rediss?://(?:\\S*@)?(?:\\[[0-9a-fA-F:.]+]|[A-Za-z0-9._-]+)(?::(\\d{1,5}))?(?:/\\d{0,5})?(?:\\?\\S*)?");

  private static final Pattern PREFIX_FORM = Pattern.compile("[A-Za-z0-9:._-]{1,64}");

  private static final Key<String> URI =
      Key.required("uri", new Reader<>("", value -> uri(value.address())))
          .help("The same, for use together with redis.prefix.")
          .asSecret();

  private static final Key<String> PREFIX =
      Key.of("prefix", new Reader<>("", value -> prefix(value.text())), "zoetrope:")
          .help("What all keys in Redis begin with, so that several servers can share one.");

  static final Section KEYS =
      Section.of("redis", URI, PREFIX)
          .withShortForm(
              URI,
              "The URI of a Redis that holds tasks and events, so that other machines can share the work: redis://:password@192.0.2.9:6379, or rediss: for TLS.",
              "none, they are kept in data");

  static Optional<RedisConfig> read(Settings redis) {
    if (redis.isEmpty()) {
      return Optional.empty();
    }
    Optional<String> uri = redis.require(URI, "the Redis has no uri");
    String prefix = redis.get(PREFIX);
    return uri.map(address -> new RedisConfig(address, prefix));
  }

  private static String uri(String text) {
    Matcher parts = FORM.matcher(text);
    if (!parts.matches() || (parts.group(1) != null && Integer.parseInt(parts.group(1)) > 65_535)) {
      throw new BadConfigException(
          "'%s' is not the URI of a Redis, such as redis://127.0.0.1:6379 or rediss://:password@192.0.2.9:6380"
              .formatted(Secrets.maskAddress(text)));
    }
    return text;
  }

  private static String prefix(String text) {
    if (!PREFIX_FORM.matcher(text).matches()) {
      throw new BadConfigException(
          "'%s' is not a prefix for the keys of Redis: use letters, digits and : . _ - , as in zoetrope:"
              .formatted(text));
    }
    return text;
  }

  public String masked() {
    return Secrets.maskAddress(uri);
  }

  @Override
  public String toString() {
    return masked() + " " + prefix;
  }
}
