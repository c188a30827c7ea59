package io.zoetrope.web.events;

import io.zoetrope.tasks.TaskEvents;
import java.util.Set;
import java.util.regex.Pattern;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.json.JsonFactory;

/**
 * What a message is about. Immutable.
 *
 * @param type empty for anything but a JSON object with a type that can be a name
 * @param task the kind of its task, if it is about one
 */
record EventSubject(String type, String task) {
  private static final Set<String> TASKS = Set.of(TaskEvents.TYPE, TaskEvents.ENDED);
  private static final JsonFactory JSON = new JsonFactory();
  private static final Pattern NAME = Pattern.compile("[A-Za-z0-9_.-]{1,64}");
  private static final EventSubject UNKNOWN = new EventSubject("", "");

  static EventSubject of(String json) {
    String type = "";
    String kind = "";
    try (JsonParser parser = JSON.createParser(ObjectReadContext.empty(), json)) {
      if (parser.nextToken() != JsonToken.START_OBJECT) {
        return UNKNOWN;
      }
      while (parser.nextToken() == JsonToken.PROPERTY_NAME) {
        String name = parser.currentName();
        if (parser.nextToken() == JsonToken.VALUE_STRING) {
          type = name.equals("type") ? parser.getString() : type;
          kind = name.equals("kind") ? parser.getString() : kind;
        }
        parser.skipChildren();
      }
    } catch (JacksonException e) {
      return UNKNOWN;
    }
    return new EventSubject(
        NAME.matcher(type).matches() ? type : "", TASKS.contains(type) ? kind : "");
  }
}
