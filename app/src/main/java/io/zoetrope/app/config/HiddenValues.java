package io.zoetrope.app.config;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The values of the variables in a part of the configuration: they may be passwords, so what is
 * said about that part names the variables instead. Immutable.
 *
 * @param values by the name of the variable
 */
public record HiddenValues(Map<String, String> values) {
  static final HiddenValues NONE = new HiddenValues(Map.of());

  private static final Pattern QUOTED = Pattern.compile("'([^']+)'");

  /** Shorter ones are replaced as whole words only: they might match half of the sentence. */
  private static final int SHORTEST_ANYWHERE = 4;

  public HiddenValues {
    values = Map.copyOf(values);
  }

  @Override
  public String toString() {
    return values.keySet().toString();
  }

  String hideIn(String sentence) {
    List<Map.Entry<String, String>> longestFirst =
        values.entrySet().stream()
            .filter(variable -> !variable.getValue().isBlank())
            .sorted(Comparator.comparingInt(variable -> -variable.getValue().length()))
            .toList();
    String shown = sentence;
    for (Map.Entry<String, String> variable : longestFirst) {
      String reference = "${" + variable.getKey() + "}";
      shown = replaced(shown, variable.getValue(), reference);
      shown = replaced(shown, encoded(variable.getValue()), reference);
    }
    for (Map.Entry<String, String> variable : longestFirst) {
      shown = withoutParts(shown, variable.getKey(), variable.getValue());
    }
    return shown;
  }

  private static String replaced(String sentence, String value, String reference) {
    String anywhere = Pattern.quote(value);
    String pattern =
        value.length() < SHORTEST_ANYWHERE
            ? "(?<![A-Za-z0-9])" + anywhere + "(?![A-Za-z0-9])"
            : anywhere;
    return sentence.replaceAll(pattern, Matcher.quoteReplacement(reference));
  }

  /** A quoted text may be part of a value: one option of an address, for instance. */
  private static String withoutParts(String sentence, String name, String value) {
    return QUOTED
        .matcher(sentence)
        .replaceAll(quoted ->
            Matcher.quoteReplacement(
                value.contains(quoted.group(1)) ? "'${" + name + "}'" : quoted.group()));
  }

  /** Percent-encoded as in an address (RFC 3986): only unreserved characters stay. */
  static String encoded(String value) {
    return URLEncoder.encode(value, StandardCharsets.UTF_8)
        .replace("+", "%20")
        .replace("*", "%2A")
        .replace("%7E", "~");
  }
}
