package io.zoetrope.app.config;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** A configuration file while it is read: it collects what can never work. Used by one thread. */
final class ConfigDocument {
  private final String file;
  private final Variables variables;
  private final List<ConfigProblem> problems = new ArrayList<>();

  ConfigDocument(String file, Variables variables) {
    this.file = file;
    this.variables = variables;
  }

  Place place(int line, HiddenValues hidden) {
    return new Place(file, line, hidden);
  }

  Variables variables() {
    return variables;
  }

  void report(int line, String problem) {
    report(place(line, HiddenValues.NONE), problem);
  }

  void report(Place place, String problem) {
    ConfigProblem added = new ConfigProblem(Optional.of(place), problem);
    // A value that is read twice is wrong once.
    if (!problems.contains(added)) {
      problems.add(added);
    }
  }

  /** All that was reported, in the order of the file. */
  List<ConfigProblem> problems() {
    return problems.stream().sorted().toList();
  }
}
