package io.zoetrope.app.config;

import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Amounts of data as people write them: {@code 500MB}, {@code 10GB}. */
final class Sizes {
  static final String EXPECTED = "a size such as 500KB, 500MB, 10GB or 1TB";

  private static final Pattern TEXT = Pattern.compile("(\\d{1,6})\\s*([KMGT]B)");

  private Sizes() {}

  /** The size in bytes; a KB is 1000 of them. */
  static Optional<Long> parse(String text) {
    Matcher matcher = TEXT.matcher(text.strip().toUpperCase(Locale.ROOT));
    if (!matcher.matches()) {
      return Optional.empty();
    }
    long unit =
        switch (matcher.group(2)) {
          case "KB" -> 1_000L;
          case "MB" -> 1_000_000L;
          case "GB" -> 1_000_000_000L;
          default -> 1_000_000_000_000L;
        };
    return Optional.of(Long.parseLong(matcher.group(1)) * unit);
  }
}
