package io.zoetrope.core.source;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.regex.Pattern;

/**
 * The options of a camera's URI. Immutable. What cannot be right is refused with a {@link
 * BadCameraUriException} that says what would be; an option that is not given is empty.
 */
public final class UriOptions {
  private static final Pattern NUMBER = Pattern.compile("[0-9]{1,9}(\\.[0-9]{1,9})?|\\.[0-9]{1,9}");
  private static final double SLOWEST = 0.001;

  private final CameraUri uri;
  private final Map<String, String> values;

  private UriOptions(CameraUri uri) {
    this.uri = uri;
    this.values = uri.options();
  }

  /** Refuses a URI with any option that is not among the known. */
  public static UriOptions of(CameraUri uri, String... known) {
    List<String> knownNames = List.of(known);
    for (String name : uri.options().keySet()) {
      if (!knownNames.contains(name)) {
        throw new BadCameraUriException(
            "%s: knows no option '%s'; it knows %s"
                .formatted(
                    uri.scheme(),
                    name,
                    knownNames.isEmpty() ? "none" : String.join(", ", knownNames)));
      }
    }
    return new UriOptions(uri);
  }

  /** The path that is the URI's whole address. */
  public static Path path(CameraUri uri) {
    return path(uri.scheme(), uri.address());
  }

  /** A path that a URI names in this place, which the error mentions. */
  public static Path path(String place, String text) {
    try {
      return Path.of(text);
    } catch (InvalidPathException e) {
      throw new BadCameraUriException("%s: '%s' is not a path".formatted(place, text));
    }
  }

  /** The file itself, which the option or address in this place names. */
  public static Path readableFile(String place, Path file) throws IOException {
    if (!Files.exists(file)) {
      throw new IOException("%s: there is no file '%s'".formatted(place, file));
    }
    if (Files.isDirectory(file)) {
      throw new IOException(
          "%1$s: '%2$s' is a folder; its pictures can be shown with slideshow:%2$s"
              .formatted(place, file));
    }
    if (!Files.isReadable(file)) {
      throw new IOException("%s: this user may not read '%s'".formatted(place, file));
    }
    return file;
  }

  public Optional<String> text(String name) {
    return Optional.ofNullable(values.get(name)).filter(value -> !value.isEmpty());
  }

  /** A size within 16x16 … {@code largest}x{@code largest}. */
  public Optional<Size> size(String name, int largest) {
    return read(
        name,
        "a size from 16x16 to %1$dx%1$d, as in 1280x720".formatted(largest),
        value ->
            Size.parse(value)
                .filter(size -> Math.min(size.width(), size.height()) >= 16)
                .filter(size -> Math.max(size.width(), size.height()) <= largest));
  }

  /** A rate in frames per second, from 0.001 up to {@code highest}. */
  public Optional<Double> rate(String name, double highest) {
    return read(
        name,
        "a rate in frames per second from %s to %.0f".formatted(SLOWEST, highest),
        value ->
            Optional.of(value)
                .filter(NUMBER.asMatchPredicate())
                .map(Double::valueOf)
                .filter(rate -> rate >= SLOWEST && rate <= highest));
  }

  /** A whole number, both ends included. */
  public Optional<Integer> number(String name, int least, int most) {
    return read(
        name,
        "a whole number from %d to %d".formatted(least, most),
        value ->
            Optional.of(value)
                .filter(text -> text.matches("\\d{1,9}"))
                .map(Integer::valueOf)
                .filter(number -> number >= least && number <= most));
  }

  public Optional<String> choice(String name, String... values) {
    return read(
        name,
        String.join(" or ", values),
        value -> Optional.of(value).filter(List.of(values)::contains));
  }

  /** True, yes, 1 or nothing behind the name; false, no or 0. */
  public boolean flag(String name, boolean unlessGiven) {
    String value = values.get(name);
    if (value == null) {
      return unlessGiven;
    }
    return switch (value.toLowerCase(Locale.ROOT)) {
      case "true", "yes", "1", "" -> true;
      case "false", "no", "0" -> false;
      default -> throw bad(name, value, "true or false");
    };
  }

  private <T> Optional<T> read(String name, String expected, Function<String, Optional<T>> reader) {
    return text(name)
        .map(value -> reader.apply(value).orElseThrow(() -> bad(name, value, expected)));
  }

  private BadCameraUriException bad(String name, String value, String expected) {
    return new BadCameraUriException(
        "%s: the option %s is '%s', but should be %s"
            .formatted(uri.scheme(), name, value, expected));
  }
}
