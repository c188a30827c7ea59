package io.zoetrope.app.config;

import java.util.ArrayDeque;
import java.util.Collections;
import java.util.Deque;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.Map;
import java.util.Set;
import java.util.function.BiFunction;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.snakeyaml.engine.v2.nodes.MappingNode;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.nodes.ScalarNode;
import org.snakeyaml.engine.v2.nodes.SequenceNode;

/** The variables that {@code ${NAME}} stands for. Immutable. */
final class Variables {
  private static final Pattern REFERENCE = Pattern.compile("\\$\\{([^}]*)}");

  /** A scheme, and the slashes and authority after it if there are any. */
  private static final Pattern BEGINNING =
      Pattern.compile("(?:jdbc:)?[A-Za-z][A-Za-z0-9+.-]+:(//[^/?#]*)?");

  private static final Pattern LOGIN_FOLLOWS = Pattern.compile("[^/?#]*@.*", Pattern.DOTALL);

  private final Map<String, String> values;

  Variables(Map<String, String> values) {
    this.values = Map.copyOf(values);
  }

  String expand(String text) {
    return expand(text, (_, value) -> value);
  }

  /**
   * The address with the values in it. A value is text, not a part of the address's grammar: in a
   * login, a path and the value of an option it is percent-encoded, so that no {@code @}, {@code
   * /}, {@code ?} or {@code #} of a password ends what it stands in. Elsewhere it stays as it is: a
   * variable may be a whole address, its beginning, a host with a port, or the path of a file.
   *
   * @throws BadConfigException when there is no such variable
   */
  String expandAddress(String address) {
    boolean command = address.startsWith("exec:");
    return expand(
        address,
        (around, value) -> command ? value : encode(value, kept(around.before, around.after)));
  }

  /** The variables in a node and all that is in it. */
  HiddenValues in(@Nullable Node node) {
    Map<String, String> found = new HashMap<>();
    Set<Node> seen = Collections.newSetFromMap(new IdentityHashMap<>());
    Deque<Node> next = new ArrayDeque<>();
    if (node != null) {
      next.add(node);
    }
    while (!next.isEmpty()) {
      Node each = next.remove();
      // An alias may lead back to what it is in.
      if (seen.add(each)) {
        switch (each) {
          case MappingNode mapping ->
              mapping.getValue().forEach(entry -> next.add(entry.getValueNode()));
          case SequenceNode sequence -> next.addAll(sequence.getValue());
          case ScalarNode scalar -> collect(scalar.getValue(), found);
          default -> {}
        }
      }
    }
    return new HiddenValues(found);
  }

  private void collect(String text, Map<String, String> found) {
    Matcher reference = REFERENCE.matcher(text);
    while (reference.find()) {
      String value = values.get(reference.group(1));
      if (value != null) {
        found.put(reference.group(1), value);
      }
    }
  }

  private record Around(String before, String after) {}

  private String expand(String text, BiFunction<Around, String, String> written) {
    StringBuilder expanded = new StringBuilder();
    Matcher reference = REFERENCE.matcher(text);
    int from = 0;
    while (reference.find()) {
      String name = reference.group(1);
      String value = values.get(name);
      if (value == null) {
        throw new BadConfigException("the environment has no variable '%s'".formatted(name));
      }
      expanded.append(text, from, reference.start());
      String after = REFERENCE.matcher(text.substring(reference.end())).replaceAll("");
      expanded.append(written.apply(new Around(expanded.toString(), after), value));
      from = reference.end();
    }
    return expanded.append(text, from, text.length()).toString();
  }

  /** The reserved characters that are allowed at the end of this; {@code *} for all. */
  private static String kept(String before, String after) {
    Matcher beginning = BEGINNING.matcher(before);
    if (!beginning.lookingAt()) {
      return "*";
    }
    String rest = before.substring(beginning.end());
    int options = Math.max(rest.lastIndexOf('?'), rest.lastIndexOf('#'));
    if (options >= 0 || beginning.group(1) == null) {
      return options >= 0 && valueFollows(rest.substring(options + 1)) ? "" : "*";
    }
    if (rest.isEmpty()) {
      // User and password may come from one variable, with the colon between them.
      return LOGIN_FOLLOWS.matcher(after).matches() && beginning.group(1).indexOf('@') < 0
          ? ":"
          : "*";
    }
    return valueFollows(rest.substring(rest.lastIndexOf('/') + 1)) ? "" : "/:=,;!$'()*+";
  }

  private static boolean valueFollows(String pairs) {
    return pairs.substring(pairs.lastIndexOf('&') + 1).indexOf('=') >= 0;
  }

  private static String encode(String value, String kept) {
    if (kept.equals("*")) {
      return value;
    }
    String encoded = HiddenValues.encoded(value);
    for (int i = 0; i < kept.length(); i++) {
      String character = kept.substring(i, i + 1);
      encoded = encoded.replace(HiddenValues.encoded(character), character);
    }
    return encoded;
  }
}
