package io.zoetrope.app.config;

import io.zoetrope.core.secret.Secrets;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * One key of the configuration file.
 *
 * @param fallback its value if it is not set; empty if it has none then
 * @param secret whether messages show the host of an address only
 * @param live whether a change takes effect without a restart
 */
public record Key<T>(
    String name,
    Reader<T> reader,
    Optional<String> fallback,
    String otherwise,
    String help,
    boolean secret,
    boolean live)
    implements Setting {
  /** The path of an address is often the secret. */
  private static final Pattern BEHIND_HOST = Pattern.compile("^([^/?]*+(?://)?+[^/?]*+)[/?].+$");

  static <T> Key<T> of(String name, Reader<T> reader, String fallback) {
    return new Key<>(name, reader, Optional.of(fallback), fallback, "", false, false);
  }

  /** A key without a default value; {@code otherwise} says what holds without it. */
  static <T> Key<T> optional(String name, Reader<T> reader, String otherwise) {
    return new Key<>(name, reader, Optional.empty(), otherwise, "", false, false);
  }

  static <T> Key<T> required(String name, Reader<T> reader) {
    return optional(name, reader, "required");
  }

  Key<T> help(String text) {
    return new Key<>(name, reader, fallback, otherwise, text, secret, live);
  }

  Key<T> asSecret() {
    return new Key<>(name, reader, fallback, otherwise, help, true, live);
  }

  T standard() {
    return read(Value.literal(name, fallback.orElseThrow()));
  }

  T read(Value value) {
    try {
      return reader.parse().apply(value);
    } catch (IllegalArgumentException e) {
      throw new BadConfigException(
          reader.expected().isEmpty()
              ? String.valueOf(e.getMessage())
              : refusal(name, value.toString()));
    }
  }

  public void check(String text) {
    T _ = read(Value.literal(name, text));
  }

  /** Says what was expected under this name in place of what was given. */
  public String refusal(String called, String given) {
    String masked = Secrets.maskAddress(given);
    return "%s should be %s, not '%s'"
        .formatted(
            called,
            reader.expected(),
            secret ? BEHIND_HOST.matcher(masked).replaceFirst("$1/…") : masked);
  }
}
