package io.zoetrope.app.config;

import java.util.List;
import java.util.Optional;
import org.snakeyaml.engine.v2.common.ScalarStyle;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.nodes.ScalarNode;
import org.snakeyaml.engine.v2.nodes.SequenceNode;
import org.snakeyaml.engine.v2.nodes.Tag;
import tools.jackson.databind.JsonNode;

/** The value of a setting, taken literally if there are no variables. */
record Value(String name, Node node, Optional<Variables> variables, Optional<Place> place) {

  static Value literal(String name, String text) {
    return new Value(
        name, new ScalarNode(Tag.STR, text, ScalarStyle.PLAIN), Optional.empty(), Optional.empty());
  }

  boolean isNull() {
    return node.getTag().equals(Tag.NULL);
  }

  /** A text, in which variables stand for themselves. */
  String text() {
    return expanded(scalar(node));
  }

  /** An address of a camera, server or database, in which the values of variables are encoded. */
  String address() {
    String text = scalar(node);
    return variables.map(all -> all.expandAddress(text)).orElse(text);
  }

  /** The texts of a list; a single value is a list of one. */
  List<String> texts() {
    return node instanceof SequenceNode list
        ? list.getValue().stream().map(this::element).toList()
        : List.of(text());
  }

  JsonNode json() {
    return YamlJson.of(node, this::expanded);
  }

  private String element(Node element) {
    if (element instanceof ScalarNode scalar) {
      return expanded(scalar.getValue());
    }
    throw new BadConfigException("'%s' must be a list of single values".formatted(name));
  }

  private String scalar(Node whole) {
    if (whole instanceof ScalarNode scalar) {
      return scalar.getValue();
    }
    throw new BadConfigException("'%s' must be a single value".formatted(name));
  }

  private String expanded(String text) {
    return variables.map(all -> all.expand(text)).orElse(text);
  }

  /** The text to quote in a message. */
  @Override
  public String toString() {
    return String.join(", ", texts());
  }
}
