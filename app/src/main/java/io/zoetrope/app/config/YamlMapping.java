package io.zoetrope.app.config;

import io.zoetrope.core.driver.Secrets;
import io.zoetrope.core.time.Durations;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.function.Supplier;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.api.lowlevel.Compose;
import org.snakeyaml.engine.v2.exceptions.Mark;
import org.snakeyaml.engine.v2.exceptions.MarkedYamlEngineException;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;
import org.snakeyaml.engine.v2.nodes.MappingNode;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.nodes.NodeTuple;
import org.snakeyaml.engine.v2.nodes.ScalarNode;
import org.snakeyaml.engine.v2.nodes.SequenceNode;
import org.snakeyaml.engine.v2.nodes.Tag;
import tools.jackson.databind.JsonNode;

/** Keys and values of a YAML file that remember their lines. Immutable. */
final class YamlMapping {
  private final String file;
  private final int line;
  private final Map<String, String> environment;
  private final Map<String, Node> values = new LinkedHashMap<>();
  private final Map<String, Integer> lines = new LinkedHashMap<>();

  private YamlMapping(
      String file, int line, Map<String, String> environment, List<NodeTuple> entries) {
    this.file = file;
    this.line = line;
    this.environment = environment;
    for (NodeTuple entry : entries) {
      int keyLine = lineOf(entry.getKeyNode());
      if (!(entry.getKeyNode() instanceof ScalarNode key)) {
        throw error(keyLine, "a key must be a plain word");
      }
      if (values.put(key.getValue(), entry.getValueNode()) != null) {
        throw error(keyLine, "'%s' stands here a second time".formatted(key.getValue()));
      }
      lines.put(key.getValue(), keyLine);
    }
  }

  static YamlMapping parse(String file, String text, Map<String, String> environment) {
    try {
      Optional<Node> root = new Compose(LoadSettings.builder().build()).composeString(text);
      if (root.isEmpty()) {
        return new YamlMapping(file, 1, environment, List.of());
      }
      if (root.get() instanceof MappingNode mapping) {
        return new YamlMapping(file, 1, environment, mapping.getValue());
      }
      throw new BadConfigException(
          "%s:1: expected keys and values, such as cameras:".formatted(file));
    } catch (MarkedYamlEngineException e) {
      int line = e.getProblemMark().map(Mark::getLine).orElse(0) + 1;
      throw new BadConfigException(
          "%s:%d: not valid YAML: %s".formatted(file, line, e.getProblem()));
    } catch (YamlEngineException e) {
      throw new BadConfigException("%s: not valid YAML: %s".formatted(file, e.getMessage()));
    }
  }

  List<String> keys() {
    return new ArrayList<>(values.keySet());
  }

  void allowOnly(List<String> allowed) {
    for (String key : values.keySet()) {
      if (!allowed.contains(key)) {
        throw error(
            key,
            "there is no setting '%s'; expected %s".formatted(key, String.join(", ", allowed)));
      }
    }
  }

  boolean isScalar(String key) {
    return values.get(key) instanceof ScalarNode;
  }

  Optional<String> text(String key) {
    Node value = values.get(key);
    if (value == null || value.getTag().equals(Tag.NULL)) {
      return Optional.empty();
    }
    if (!(value instanceof ScalarNode scalar)) {
      throw error(key, "'%s' must be a single value".formatted(key));
    }
    return Optional.of(expand(key, scalar.getValue()));
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
    throw error(
        key,
        "%s is '%s', but should be a number from %d to %d"
            .formatted(key, text.get(), lowest, highest));
  }

  Optional<YamlMapping> mapping(String key) {
    Node value = values.get(key);
    if (value == null || value.getTag().equals(Tag.NULL)) {
      return Optional.empty();
    }
    if (value instanceof MappingNode mapping) {
      return Optional.of(new YamlMapping(file, lineOf(key), environment, mapping.getValue()));
    }
    throw error(key, "'%s' must hold keys and values of its own".formatted(key));
  }

  /** The texts of a list; a single value is a list of one. */
  Optional<List<String>> texts(String key) {
    if (!(values.get(key) instanceof SequenceNode sequence)) {
      return text(key).map(List::of);
    }
    List<String> texts = new ArrayList<>();
    for (Node element : sequence.getValue()) {
      if (!(element instanceof ScalarNode scalar)) {
        throw error(key, "'%s' must be a list of single values".formatted(key));
      }
      texts.add(expand(key, scalar.getValue()));
    }
    return Optional.of(texts);
  }

  Optional<Duration> duration(String key) {
    return text(key)
        .map(text ->
            Durations.parse(text)
                .orElseThrow(
                    () -> error(key, "'%s' is not %s".formatted(text, Durations.EXPECTED))));
  }

  /** Whatever stands there, keys and values in it too. */
  Optional<JsonNode> json(String key) {
    return Optional.ofNullable(values.get(key))
        .map(value -> YamlJson.of(value, text -> expand(key, text)));
  }

  /** What is made of it, where that throws because of this key. */
  <T> T checked(String key, Supplier<T> made) {
    try {
      return made.get();
    } catch (BadConfigException e) {
      throw e.isPlaced() ? e : error(key, String.valueOf(e.getMessage()));
    } catch (IllegalArgumentException e) {
      throw error(key, Secrets.mask(String.valueOf(e.getMessage())));
    }
  }

  /** An error at the line of this key. */
  BadConfigException error(String key, String problem) {
    return error(lineOf(key), problem);
  }

  private BadConfigException error(int atLine, String problem) {
    return BadConfigException.at(file, atLine, problem);
  }

  private int lineOf(String key) {
    return lines.getOrDefault(key, line);
  }

  private static int lineOf(Node node) {
    return node.getStartMark().map(Mark::getLine).orElse(0) + 1;
  }

  private String expand(String key, String text) {
    StringBuilder expanded = new StringBuilder();
    int from = 0;
    for (int start = text.indexOf("${"); start >= 0; start = text.indexOf("${", from)) {
      int end = text.indexOf('}', start);
      if (end < 0) {
        break;
      }
      String name = text.substring(start + 2, end);
      String value = environment.get(name);
      if (value == null) {
        throw error(key, "the environment has no variable '%s'".formatted(name));
      }
      expanded.append(text, from, start).append(value);
      from = end + 1;
    }
    return expanded.append(text, from, text.length()).toString();
  }
}
