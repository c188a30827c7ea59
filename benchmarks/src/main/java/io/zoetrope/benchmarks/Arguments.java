package io.zoetrope.benchmarks;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * For one thread. Options of the form {@code --name value}, {@code --name=value} and {@code
 * --flag}.
 */
final class Arguments {
  private final Map<String, List<String>> values = new HashMap<>();
  private final Set<String> flags = new HashSet<>();

  Arguments(List<String> words, Set<String> withValue, Set<String> without) throws UsageException {
    for (int i = 0; i < words.size(); i++) {
      String word = words.get(i);
      int equals = word.indexOf('=');
      String name = equals < 0 ? word : word.substring(0, equals);
      if (equals < 0 && without.contains(name)) {
        flags.add(name);
      } else if (!withValue.contains(name)) {
        throw new UsageException("unknown option " + word + "; ./bench COMMAND --help lists them");
      } else if (equals < 0 && (i + 1 == words.size() || words.get(i + 1).startsWith("--"))) {
        throw new UsageException(name + " needs a value");
      } else {
        String value = equals < 0 ? words.get(++i) : word.substring(equals + 1);
        values.computeIfAbsent(name, n -> new ArrayList<>()).add(value);
      }
    }
  }

  boolean has(String flag) {
    return flags.contains(flag);
  }

  List<String> all(String name) {
    return values.getOrDefault(name, List.of());
  }

  String text(String name, String otherwise) {
    List<String> given = all(name);
    return given.isEmpty() ? otherwise : given.getLast();
  }

  int number(String name, int otherwise, int least, int most) throws UsageException {
    return number(name, text(name, Integer.toString(otherwise)), least, most);
  }

  /** Numbers with commas between them. */
  List<Integer> numbers(String name, String otherwise, int least, int most) throws UsageException {
    List<Integer> numbers = new ArrayList<>();
    for (String word : Arrays.asList(text(name, otherwise).split(",", -1))) {
      numbers.add(number(name, word, least, most));
    }
    return numbers;
  }

  private static int number(String name, String word, int least, int most) throws UsageException {
    if (word.matches("\\d{1,9}")) {
      int number = Integer.parseInt(word);
      if (number >= least && number <= most) {
        return number;
      }
    }
    throw new UsageException(
        name + " takes a whole number from " + least + " to " + most + ", not '" + word + "'");
  }
}
