package io.zoetrope.web.events;

import io.zoetrope.tasks.topic.Message;
import java.util.Set;
import java.util.regex.Pattern;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.json.JsonFactory;

/** Messages in the form of server-sent events. Used by one thread. */
final class EventText {
  /** Says that all is well; a browser makes no event of it. */
  static final String HEARTBEAT = ": all is well\n\n";

  private static final JsonFactory JSON = new JsonFactory();
  private static final Pattern NAME = Pattern.compile("[A-Za-z0-9_-]{1,64}");

  private final Set<String> types;
  private final StringBuilder text = new StringBuilder();

  /**
   * Makes an empty text.
   *
   * @param types which messages are told; all when it is empty
   */
  EventText(Set<String> types) {
    this.types = Set.copyOf(types);
  }

  void add(Message message) {
    String type = type(message.json());
    if (!types.isEmpty() && !types.contains(type)) {
      return;
    }
    if (!type.isEmpty()) {
      text.append("event: ").append(type).append('\n');
    }
    text.append("id: ")
        .append(message.id())
        .append("\ndata: ")
        // Between JSON's tokens any space is as good as another.
        .append(message.json().replace('\r', ' ').replace('\n', ' '))
        .append("\n\n");
  }

  /** Tells that messages are missing, and how many if that is known. */
  void addGap(long missed) {
    text.append("event: gap\ndata: {\"type\":\"gap\"");
    if (missed > 0) {
      text.append(",\"missed\":").append(missed);
    }
    text.append("}\n\n");
  }

  boolean isEmpty() {
    return text.isEmpty();
  }

  int length() {
    return text.length();
  }

  /** Returns the text, and is empty again. */
  String take() {
    String taken = text.toString();
    text.setLength(0);
    return taken;
  }

  /** The member {@code type} of an object; empty without one that can be a name. */
  private static String type(String json) {
    try (JsonParser parser = JSON.createParser(ObjectReadContext.empty(), json)) {
      if (parser.nextToken() != JsonToken.START_OBJECT) {
        return "";
      }
      while (parser.nextToken() == JsonToken.PROPERTY_NAME) {
        boolean found = parser.currentName().equals("type");
        JsonToken value = parser.nextToken();
        if (found && value == JsonToken.VALUE_STRING) {
          String type = parser.getString();
          return NAME.matcher(type).matches() ? type : "";
        }
        parser.skipChildren();
      }
    } catch (JacksonException e) {
      // Told without a name.
    }
    return "";
  }
}
