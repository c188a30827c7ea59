package io.zoetrope.web.events;

import io.zoetrope.tasks.topic.Message;

/** Messages in the form of server-sent events. Used by one thread. */
final class EventText implements EventFeed.Sink {
  /** Says that all is well; a browser makes no event of it. */
  static final String HEARTBEAT = ": all is well\n\n";

  private static final int MANY_CHARS = 16 * 1024;

  private final StringBuilder text = new StringBuilder();

  @Override
  public void event(String type, Message message) {
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

  @Override
  public void gap(long missed) {
    text.append("event: gap\ndata: {\"type\":\"gap\"");
    if (missed > 0) {
      text.append(",\"missed\":").append(missed);
    }
    text.append("}\n\n");
  }

  @Override
  public boolean isFull() {
    return text.length() >= MANY_CHARS;
  }

  boolean isEmpty() {
    return text.isEmpty();
  }

  /** Returns the text, and is empty again. */
  String take() {
    String taken = text.toString();
    text.setLength(0);
    return taken;
  }
}
