package io.zoetrope.automation.schedule;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * Ranges of weekdays, which may begin or end with Sunday: it is 0 and 7. The library counts it as
 * one of them only, so each range is written out for it.
 */
final class Weekdays {
  private static final List<String> NAMES =
      List.of("sun", "mon", "tue", "wed", "thu", "fri", "sat");

  private static final String DAY = "([0-7]|" + String.join("|", NAMES) + ")";
  private static final Pattern RANGE =
      Pattern.compile(DAY + "-" + DAY + "(?:/([1-9][0-9]?))?", Pattern.CASE_INSENSITIVE);

  private Weekdays() {}

  /** The field with every range as a list of days; what is not a range that can be stays. */
  static String listed(String field) {
    return Arrays.stream(field.split(",", -1))
        .map(Weekdays::listedPart)
        .collect(Collectors.joining(","));
  }

  private static String listedPart(String part) {
    Matcher matcher = RANGE.matcher(part);
    return matcher.matches() ? listed(part, matcher) : part;
  }

  private static String listed(String part, MatchResult range) {
    int first = number(range.group(1));
    int last = number(range.group(2));
    if (last == 0 && first > 0) {
      last = 7;
    }
    if (first > last) {
      return part;
    }
    int step = range.group(3) == null ? 1 : Integer.parseInt(range.group(3));
    return IntStream.iterate(first, day -> day + step)
        .limit((last - first) / step + 1L)
        .map(day -> day % 7)
        .distinct()
        .mapToObj(Integer::toString)
        .collect(Collectors.joining(","));
  }

  private static int number(String day) {
    int name = NAMES.indexOf(day.toLowerCase(Locale.ROOT));
    return name >= 0 ? name : Integer.parseInt(day);
  }
}
