package io.zoetrope.web.events;

import io.zoetrope.tasks.TaskEvents;
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

  private static final Set<String> TASKS = Set.of(TaskEvents.TYPE, TaskEvents.ENDED);
  private static final JsonFactory JSON = new JsonFactory();
  private static final Pattern NAME = Pattern.compile("[A-Za-z0-9_.-]{1,64}");

  private final EventFilter filter;
  private final StringBuilder text = new StringBuilder();

  EventText(EventFilter filter) {
    this.filter = filter;
  }

  void add(Message message) {
    Subject subject = subject(message.json());
    String type = NAME.matcher(subject.type).matches() ? subject.type : "";
    if (!filter.takes(type, subject.task)) {
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

  /** Reports that messages are missing, and how many if that is known. */
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

  /** What a message is about, and the kind of its task, if any. */
  private record Subject(String type, String task) {}

  /** Of a JSON object; anything else, or an object without a type, is sent without a name. */
  private static Subject subject(String json) {
    String type = "";
    String kind = "";
    try (JsonParser parser = JSON.createParser(ObjectReadContext.empty(), json)) {
      if (parser.nextToken() != JsonToken.START_OBJECT) {
        return new Subject("", "");
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
      return new Subject("", "");
    }
    return new Subject(type, TASKS.contains(type) ? kind : "");
  }
}
