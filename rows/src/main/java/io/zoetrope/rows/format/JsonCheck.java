package io.zoetrope.rows.format;

import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.json.JsonFactory;

/** Tells JSON from what would break the document that it is put into. One thread. */
final class JsonCheck {
  private final JsonFactory factory = new JsonFactory();

  /** Whether this is one JSON value and nothing else. */
  boolean isWhole(String text) {
    try (JsonParser parser = factory.createParser(ObjectReadContext.empty(), text)) {
      JsonToken first = parser.nextToken();
      if (first == null) {
        return false;
      }
      parser.skipChildren();
      // Numbers are read only when somebody asks, texts when they are passed.
      return parser.nextToken() == null;
    } catch (JacksonException e) {
      return false;
    }
  }
}
