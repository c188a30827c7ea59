package io.zoetrope.app.config;

import io.zoetrope.core.time.Durations;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;
import org.snakeyaml.engine.v2.exceptions.Mark;
import org.snakeyaml.engine.v2.nodes.MappingNode;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.nodes.NodeTuple;
import org.snakeyaml.engine.v2.nodes.ScalarNode;
import org.snakeyaml.engine.v2.nodes.SequenceNode;
import org.snakeyaml.engine.v2.nodes.Tag;
import tools.jackson.databind.JsonNode;

/**
 * Keys and values of a YAML file that remember their lines. Used by one thread.
 *
 * <p>A value that can never work is reported to the document, with its line, and then counts as
 * absent; so all errors of a file are found in one reading, and whoever reads must not start with
 * what is left.
 */
final class YamlMapping {
  private final ConfigDocument document;
  private final int line;
  private final Map<String, Node> values = new LinkedHashMap<>();
  private final Map<String, Integer> lines = new LinkedHashMap<>();

  YamlMapping(ConfigDocument document, int line, List<NodeTuple> entries) {
    this.document = document;
    this.line = line;
    for (NodeTuple entry : entries) {
      int keyLine = entry.getKeyNode().getStartMark().map(Mark::getLine).orElse(0) + 1;
      if (!(entry.getKeyNode() instanceof ScalarNode key)) {
        document.report(keyLine, "a key must be a plain word");
      } else if (values.putIfAbsent(key.getValue(), entry.getValueNode()) != null) {
        document.report(keyLine, "'%s' stands here a second time".formatted(key.getValue()));
      } else {
        lines.put(key.getValue(), keyLine);
      }
    }
  }

  List<String> keys() {
    return new ArrayList<>(values.keySet());
  }

  void allowOnly(List<String> allowed) {
    for (String key : values.keySet()) {
      if (!allowed.contains(key)) {
        report(
            key,
            "there is no setting '%s'; expected %s".formatted(key, String.join(", ", allowed)));
      }
    }
  }

  boolean isScalar(String key) {
    return values.get(key) instanceof ScalarNode;
  }

  /** Whether the key is there, but without a value. */
  boolean isNull(String key) {
    return values.containsKey(key) && isAbsent(key);
  }

  /** A text, in which variables stand for themselves. */
  Optional<String> text(String key) {
    return scalar(key).flatMap(text -> expanded(key, text, document.variables()::expand));
  }

  /** An address of a camera, server or database, in which the values of variables are encoded. */
  Optional<String> address(String key) {
    return scalar(key).flatMap(text -> expanded(key, text, document.variables()::expandAddress));
  }

  /** Reports that a key is missing, if it is. */
  void require(String key, String problem) {
    if (isAbsent(key)) {
      report(key, problem);
    }
  }

  Optional<Path> path(String key) {
    return text(key)
        .flatMap(text -> {
          try {
            return Optional.of(Path.of(text));
          } catch (InvalidPathException e) {
            report(key, "'%s' is not a path".formatted(text));
            return Optional.empty();
          }
        });
  }

  OptionalInt integer(String key, int lowest, int highest) {
    Optional<String> text = text(key);
    if (text.isEmpty()) {
      return OptionalInt.empty();
    }
    try {
      int value = Integer.parseInt(text.get());
      if (value >= lowest && value <= highest) {
        return OptionalInt.of(value);
      }
    } catch (NumberFormatException e) {
      // Said below, as for a number out of bounds.
    }
    report(
        key,
        "%s is '%s', but should be a number from %d to %d"
            .formatted(key, text.get(), lowest, highest));
    return OptionalInt.empty();
  }

  Optional<YamlMapping> mapping(String key) {
    if (isAbsent(key)) {
      return Optional.empty();
    }
    if (values.get(key) instanceof MappingNode mapping) {
      return Optional.of(new YamlMapping(document, lineOf(key), mapping.getValue()));
    }
    report(key, "'%s' must hold keys and values of its own".formatted(key));
    return Optional.empty();
  }

  /** The texts of a list; a single value is a list of one. */
  Optional<List<String>> texts(String key) {
    if (!(values.get(key) instanceof SequenceNode sequence)) {
      return text(key).map(List::of);
    }
    List<String> texts = new ArrayList<>();
    for (Node element : sequence.getValue()) {
      if (element instanceof ScalarNode scalar) {
        expanded(key, scalar.getValue(), document.variables()::expand).ifPresent(texts::add);
      } else {
        report(key, "'%s' must be a list of single values".formatted(key));
      }
    }
    return Optional.of(texts);
  }

  Optional<Duration> duration(String key) {
    return text(key)
        .flatMap(text -> {
          Optional<Duration> duration = Durations.parse(text);
          if (duration.isEmpty()) {
            report(key, "'%s' is not %s".formatted(text, Durations.EXPECTED));
          }
          return duration;
        });
  }

  /** Whatever stands there, keys and values in it too. */
  Optional<JsonNode> json(String key) {
    return Optional.ofNullable(values.get(key))
        .flatMap(value -> checked(key, () -> YamlJson.of(value, document.variables()::expand)));
  }

  /** What is made of the key's value; if making it throws, that is reported. */
  <T> Optional<T> checked(String key, Supplier<T> made) {
    try {
      return Optional.of(made.get());
    } catch (BadConfigException | IllegalArgumentException e) {
      report(key, String.valueOf(e.getMessage()));
      return Optional.empty();
    }
  }

  /** Reports an error at the line of this key. */
  void report(String key, String problem) {
    document.report(place(key), problem);
  }

  /** Where the key is. */
  Place place(String key) {
    return document.place(lineOf(key), document.variables().in(values.get(key)));
  }

  private boolean isAbsent(String key) {
    Node value = values.get(key);
    return value == null || value.getTag().equals(Tag.NULL);
  }

  private Optional<String> scalar(String key) {
    if (isAbsent(key)) {
      return Optional.empty();
    }
    if (values.get(key) instanceof ScalarNode scalar) {
      return Optional.of(scalar.getValue());
    }
    report(key, "'%s' must be a single value".formatted(key));
    return Optional.empty();
  }

  private Optional<String> expanded(String key, String text, UnaryOperator<String> expansion) {
    return checked(key, () -> expansion.apply(text));
  }

  private int lineOf(String key) {
    return lines.getOrDefault(key, line);
  }
}
