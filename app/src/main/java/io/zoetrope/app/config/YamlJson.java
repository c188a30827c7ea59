package io.zoetrope.app.config;

import java.util.function.UnaryOperator;
import org.snakeyaml.engine.v2.nodes.MappingNode;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.nodes.NodeTuple;
import org.snakeyaml.engine.v2.nodes.ScalarNode;
import org.snakeyaml.engine.v2.nodes.SequenceNode;
import org.snakeyaml.engine.v2.nodes.Tag;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** Converts YAML to JSON. Used by one thread. */
final class YamlJson {
  private static final JsonNodeFactory JSON = JsonNodeFactory.instance;

  /** Aliases of aliases make a small file a very large object. */
  private static final int MOST_NODES = 10_000;

  private final UnaryOperator<String> expand;
  private int nodes;

  private YamlJson(UnaryOperator<String> expand) {
    this.expand = expand;
  }

  /** Applies {@code expand} to each text. An alias may lead back to what it is in. */
  static JsonNode of(Node node, UnaryOperator<String> expand) {
    return new YamlJson(expand).convert(node, 0);
  }

  private JsonNode convert(Node node, int depth) {
    if (depth > YamlText.DEEPEST || ++nodes > MOST_NODES) {
      throw new BadConfigException(
          "this is too large, or an alias (*) leads back to what it is in");
    }
    return switch (node) {
      case MappingNode mapping -> {
        ObjectNode object = JSON.objectNode();
        for (NodeTuple entry : mapping.getValue()) {
          if (!(entry.getKeyNode() instanceof ScalarNode key)) {
            throw new BadConfigException("a key must be a plain word");
          }
          object.set(key.getValue(), convert(entry.getValueNode(), depth + 1));
        }
        yield object;
      }
      case SequenceNode sequence -> {
        ArrayNode array = JSON.arrayNode();
        sequence.getValue().forEach(element -> array.add(convert(element, depth + 1)));
        yield array;
      }
      case ScalarNode scalar -> scalar(scalar.getTag(), expand.apply(scalar.getValue()));
      default -> JSON.nullNode();
    };
  }

  private static JsonNode scalar(Tag tag, String text) {
    try {
      if (tag.equals(Tag.INT)) {
        return JSON.numberNode(Long.parseLong(text));
      }
      if (tag.equals(Tag.FLOAT)) {
        return JSON.numberNode(Double.parseDouble(text));
      }
    } catch (NumberFormatException e) {
      return JSON.stringNode(text);
    }
    if (tag.equals(Tag.BOOL)) {
      return JSON.booleanNode(Boolean.parseBoolean(text));
    }
    return tag.equals(Tag.NULL) ? JSON.nullNode() : JSON.stringNode(text);
  }
}
