package io.zoetrope.drivers.rtsp;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A request or a response (RFC 2326, 4).
 *
 * @param fields by their names in lower case; each may have several values
 */
record RtspMessage(String startLine, Map<String, List<String>> fields, String body)
    implements RtspInput.Item {
  private static final Pattern STATUS = Pattern.compile("RTSP/\\d\\.\\d +(\\d{3})(?: .*)?");
  private static final Pattern NUMBER = Pattern.compile("\\d{1,9}");

  /** Reads all up to the empty line; a field that is none is left out. */
  static RtspMessage parse(String head) {
    List<String> lines = new ArrayList<>();
    for (String line : head.split("\r?\n", -1)) {
      boolean continued = !lines.isEmpty() && (line.startsWith(" ") || line.startsWith("\t"));
      if (continued) {
        lines.set(lines.size() - 1, lines.getLast() + " " + line.strip());
      } else {
        lines.add(line);
      }
    }
    Map<String, List<String>> fields = new HashMap<>();
    for (String line : lines.subList(1, lines.size())) {
      int colon = line.indexOf(':');
      if (colon > 0) {
        fields
            .computeIfAbsent(
                line.substring(0, colon).strip().toLowerCase(Locale.ROOT), _ -> new ArrayList<>())
            .add(line.substring(colon + 1).strip());
      }
    }
    return new RtspMessage(lines.getFirst(), fields, "");
  }

  RtspMessage withBody(String newBody) {
    return new RtspMessage(startLine, fields, newBody);
  }

  /** The status of a response; empty for a request. */
  OptionalInt status() {
    Matcher status = STATUS.matcher(startLine);
    return status.matches()
        ? OptionalInt.of(Integer.parseInt(status.group(1)))
        : OptionalInt.empty();
  }

  /** The first value of a field, whose name is given in lower case. */
  Optional<String> field(String name) {
    return all(name).stream().findFirst();
  }

  List<String> all(String name) {
    return fields.getOrDefault(name, List.of());
  }

  /** The value of a field that is a number. */
  OptionalInt number(String name) {
    return field(name).filter(NUMBER.asMatchPredicate()).stream()
        .mapToInt(Integer::parseInt)
        .findFirst();
  }
}
