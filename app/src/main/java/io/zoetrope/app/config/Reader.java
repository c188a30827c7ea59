package io.zoetrope.app.config;

import io.zoetrope.base.UrlAuthority;
import io.zoetrope.core.time.Durations;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Reads the values of keys. What is expected is empty if the parser's own messages say it. */
public record Reader<T>(String expected, Function<Value, T> parse) {
  static final Reader<String> TEXT = new Reader<>("", Value::text);

  static final Reader<Path> PATH = new Reader<>("a path", value -> Path.of(value.text()));

  static final Reader<Duration> DURATION = of(Durations.EXPECTED, Durations::parse);

  static final Reader<Long> BYTES =
      of("an amount such as 500KB, 500MB, 10GB or 1TB", Reader::bytes);

  public static final Reader<URI> HTTP_URL =
      new Reader<>("an http: or https: URL such as http://192.0.2.5:8080", Reader::httpUrl);

  private static final Pattern SIZE = Pattern.compile("(\\d{1,6})\\s*([KMGT])B");

  /** A text that is parsed; an empty result says that it is not what was expected. */
  static <T> Reader<T> of(String expected, Function<String, Optional<T>> parse) {
    return new Reader<>(
        expected, value -> parse.apply(value.text()).orElseThrow(IllegalArgumentException::new));
  }

  static Reader<Integer> number(int lowest, int highest) {
    return new Reader<>(
        "a number from %d to %d".formatted(lowest, highest),
        value -> {
          int number = Integer.parseInt(value.text());
          if (number < lowest || number > highest) {
            throw new IllegalArgumentException();
          }
          return number;
        });
  }

  /** A KB is 1000 bytes. */
  private static Optional<Long> bytes(String text) {
    Matcher size = SIZE.matcher(text.strip().toUpperCase(Locale.ROOT));
    return size.matches()
        ? Optional.of(
            Long.parseLong(size.group(1))
                * (long) Math.pow(1000, "KMGT".indexOf(size.group(2)) + 1))
        : Optional.empty();
  }

  private static URI httpUrl(Value value) {
    URI url = URI.create(value.address().strip());
    if (!List.of("http", "https").contains(String.valueOf(url.getScheme()))
        || UrlAuthority.of(url).isEmpty()) {
      throw new IllegalArgumentException();
    }
    return url;
  }
}
