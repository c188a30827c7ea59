package io.zoetrope.app.config;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.snakeyaml.engine.v2.nodes.Node;

/** A configuration file while it is read: it collects what can never work. Used by one thread. */
record ConfigDocument(
    String file, Variables variables, Map<String, String> overrides, List<ConfigProblem> problems) {

  Place place(int line) {
    return new Place(file, line, HiddenValues.NONE);
  }

  Value value(String name, Node node, int line) {
    Place place = new Place(file, line, variables.in(node));
    return new Value(name, node, Optional.of(variables), Optional.of(place));
  }

  void report(int line, String problem) {
    report(Optional.of(place(line)), problem);
  }

  void report(Optional<Place> place, String problem) {
    ConfigProblem added = new ConfigProblem(place, problem);
    // A value that is read twice is wrong once.
    if (!problems.contains(added)) {
      problems.add(added);
    }
  }
}
