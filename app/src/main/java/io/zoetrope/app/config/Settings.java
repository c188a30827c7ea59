package io.zoetrope.app.config;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.regex.Pattern;
import org.snakeyaml.engine.v2.exceptions.Mark;
import org.snakeyaml.engine.v2.nodes.MappingNode;
import org.snakeyaml.engine.v2.nodes.NodeTuple;
import org.snakeyaml.engine.v2.nodes.ScalarNode;

/**
 * The values of one section. Used by one thread.
 *
 * <p>A value that can never work is reported with its line and then counts as not set, so one
 * reading finds all errors of a file, and nobody may start with what is left.
 */
final class Settings {
  private static final Pattern NAME = Pattern.compile("[A-Za-z0-9][A-Za-z0-9_-]{0,63}");

  private final ConfigDocument document;
  private final Section section;
  private final String path;
  private final Optional<Place> place;
  private final Map<String, Value> values = new LinkedHashMap<>();
  private boolean broken;

  private Settings(ConfigDocument document, Section section, String path, Optional<Place> place) {
    this.document = document;
    this.section = section;
    this.path = path;
    this.place = place;
  }

  /** Those of a whole file, some of which the command line may override. */
  static Settings root(ConfigDocument document, Section table, List<NodeTuple> entries) {
    return new Settings(document, table, "", Optional.of(document.place(1)))
        .read(entries)
        .override();
  }

  String name() {
    return section.name();
  }

  Set<String> names() {
    return values.keySet();
  }

  boolean isEmpty() {
    return values.isEmpty();
  }

  boolean isNull(Setting setting) {
    Value value = values.get(setting.name());
    return value != null && value.isNull();
  }

  <T> T get(Key<T> key) {
    return find(key).orElseGet(key::standard);
  }

  <T> Optional<T> find(Key<T> key) {
    Value value = values.get(key.name());
    return value == null || value.isNull() ? Optional.empty() : checked(key, () -> key.read(value));
  }

  /** As above; a key that is missing is reported. */
  <T> Optional<T> require(Key<T> key, String problem) {
    if (!broken && (!values.containsKey(key.name()) || isNull(key))) {
      document.report(place(key), problem);
    }
    return find(key);
  }

  Optional<Place> place(Setting setting) {
    Value value = values.get(setting.name());
    return value == null ? place : value.place();
  }

  /** Makes something of a value; an exception is reported at the setting's line. */
  <T> Optional<T> checked(Setting setting, Supplier<T> making) {
    return checked(place(setting), making);
  }

  /** The settings of a section, which is empty if it is not there. */
  Settings in(Section part) {
    Value value = values.get(part.name());
    String itsPath = path + part.name() + ".";
    Settings inner = new Settings(document, part, itsPath, value == null ? place : value.place());
    if (value != null && !value.isNull()) {
      switch (value.node()) {
        case MappingNode mapping -> inner.read(mapping.getValue());
        case ScalarNode _ when part.shortForm().isPresent() && !part.hasEntries() ->
            inner.values.put(part.shortForm().get().name(), value);
        default -> {
          inner.broken = true;
          document.report(
              value.place(), "'%s' must hold keys and values of its own".formatted(part.name()));
        }
      }
    }
    return inner.override();
  }

  <T> List<T> each(Section list, Function<Settings, Optional<T>> read) {
    Settings all = in(list);
    List<T> found = new ArrayList<>();
    for (String name : all.names()) {
      Settings entry = all.in(list.entry(name));
      boolean named = entry.checked(entry.place, () -> checkedName(list.thing(), name)).isPresent();
      Optional<T> made = entry.checked(entry.place, () -> read.apply(entry)).flatMap(one -> one);
      if (named) {
        made.ifPresent(found::add);
      }
    }
    return found;
  }

  private static String checkedName(String thing, String name) {
    if (!NAME.matcher(name).matches()) {
      throw new BadConfigException(
          "'%s' cannot name a %s: use letters, digits, - and _, 64 at most, a letter or digit first"
              .formatted(name, thing));
    }
    return name;
  }

  private <T> Optional<T> checked(Optional<Place> where, Supplier<T> making) {
    try {
      return Optional.of(making.get());
    } catch (BadConfigException | IllegalArgumentException e) {
      document.report(where, String.valueOf(e.getMessage()));
      return Optional.empty();
    }
  }

  private Settings read(List<NodeTuple> entries) {
    for (NodeTuple entry : entries) {
      int line = entry.getKeyNode().getStartMark().map(Mark::getLine).orElse(0) + 1;
      if (!(entry.getKeyNode() instanceof ScalarNode key)) {
        document.report(line, "a key must be a plain word");
        continue;
      }
      String name = key.getValue();
      Value value = document.value(name, entry.getValueNode(), line);
      if (!section.allows(name)) {
        document.report(
            value.place(),
            "there is no setting '%s'; expected %s".formatted(name, section.names()));
      } else if (values.putIfAbsent(name, value) != null) {
        document.report(line, "'%s' is here a second time".formatted(name));
      }
    }
    return this;
  }

  private Settings override() {
    document
        .overrides()
        .forEach((key, text) -> {
          String name = key.startsWith(path) ? key.substring(path.length()) : "";
          if (section.allows(name) && !name.isEmpty()) {
            values.remove(name);
            values.put(name, Value.literal(name, text));
          }
        });
    return this;
  }
}
