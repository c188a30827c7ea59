package io.zoetrope.core.source;

import io.zoetrope.base.UrlAuthority;
import io.zoetrope.core.secret.Secrets;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Where a camera's pictures come from, as the user wrote it: {@code scheme:address?option=value&…}.
 *
 * @param scheme in lower case, without the colon
 * @param address what is between the scheme and the options, as written
 * @param options in the order written, values percent-decoded
 * @param text the whole as written: it may hold a password, so it never goes to a log or an answer
 */
public record CameraUri(String scheme, String address, Map<String, String> options, String text) {
  private static final Pattern SCHEME = Pattern.compile("[A-Za-z][A-Za-z0-9+.-]+");
  private static final Pattern OPTIONS = Pattern.compile("[A-Za-z_]\\w*=.*", Pattern.DOTALL);

  /** The scheme of a camera that is a command. Any of its words may be a secret. */
  private static final String COMMAND_SCHEME = "exec";

  private static final Pattern COMMAND =
      Pattern.compile("\\s*([\\w./+-]+)(\\s.*)?", Pattern.DOTALL);

  public CameraUri {
    options = Collections.unmodifiableMap(new LinkedHashMap<>(options));
  }

  /**
   * Takes a URI apart. What it means is for its driver to say. The path of a webcam's node, such as
   * {@code /dev/video0}, is that webcam.
   *
   * @throws BadCameraUriException when it has no scheme; the message says what to write
   */
  public static CameraUri parse(String given) {
    String text = BareAddress.uri(given).orElse(given);
    int colon = text.indexOf(':');
    if (colon < 0 || !SCHEME.matcher(text.substring(0, colon)).matches()) {
      throw new BadCameraUriException(
          "'%s' is not a camera URI: %s"
              .formatted(Secrets.maskAddress(text), BareAddress.advice(text)));
    }
    String scheme = text.substring(0, colon).toLowerCase(Locale.ROOT);
    String rest = text.substring(colon + 1);
    int mark = rest.lastIndexOf('?');
    if (mark < 0 || !OPTIONS.matcher(rest.substring(mark + 1)).matches()) {
      return new CameraUri(scheme, rest, Map.of(), text);
    }
    return new CameraUri(
        scheme, rest.substring(0, mark), parseOptions(rest.substring(mark + 1)), text);
  }

  private static Map<String, String> parseOptions(String query) {
    Map<String, String> options = new LinkedHashMap<>();
    for (String option : query.split("&", -1)) {
      int equals = option.indexOf('=');
      if (equals > 0) {
        options.put(
            option.substring(0, equals), UrlAuthority.decoded(option.substring(equals + 1)));
      } else if (!option.isEmpty()) {
        options.put(option, "");
      }
    }
    return options;
  }

  /** The URI without its secrets, fit to be shown. */
  public String masked() {
    return scheme.equals(COMMAND_SCHEME) ? maskedCommand() : Secrets.maskAddress(text);
  }

  /** The program's name and nothing after it. */
  private String maskedCommand() {
    Matcher command = COMMAND.matcher(text.substring(COMMAND_SCHEME.length() + 1));
    return COMMAND_SCHEME
        + ":"
        + (command.matches() ? command.group(1) + (command.group(2) == null ? "" : " …") : "…");
  }

  /** What is secret in it, to be taken out of what others say. */
  public Secrets secrets() {
    return Secrets.of(text);
  }

  /** The same as {@link #masked()}. */
  @Override
  public String toString() {
    return masked();
  }
}
