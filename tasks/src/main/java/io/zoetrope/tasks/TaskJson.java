package io.zoetrope.tasks;

import tools.jackson.core.exc.StreamConstraintsException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * The JSON of tasks as it is kept. Any thread may call it. Public because both kinds of queue have
 * the same bound.
 */
public final class TaskJson {
  /** How long a payload or a result may be; what is larger belongs into a file. */
  public static final int MOST_CHARACTERS = 1_000_000;

  /** Far from what a reader of JSON refuses, also within a larger object. */
  private static final int MOST_LEVELS = 100;

  private static final JsonMapper MAPPER = JsonMapper.builder().build();

  private TaskJson() {}

  /**
   * The text to keep.
   *
   * @param what names it in the error, such as {@code "payload"}
   * @throws IllegalArgumentException if it is too long or too deep, with a sentence for people
   */
  public static String text(String what, JsonNode json) {
    if (isDeeper(json, MOST_LEVELS)) {
      throw tooDeep(what);
    }
    String text = json.toString();
    if (text.length() > MOST_CHARACTERS) {
      throw new IllegalArgumentException(
          "The %s of a task has at most %,d characters, not %,d: put large things into a file."
              .formatted(what, MOST_CHARACTERS, text.length()));
    }
    return text;
  }

  /**
   * Reads what somebody wants to have kept, and looks at it as {@link #text} does.
   *
   * @throws IllegalArgumentException as there
   */
  public static JsonNode read(String what, String text) {
    JsonNode json;
    try {
      json = parse(text);
    } catch (StreamConstraintsException e) {
      throw tooDeep(what);
    }
    String _ = text(what, json);
    return json;
  }

  /** Reads what was kept. */
  public static JsonNode parse(String text) {
    return MAPPER.readTree(text);
  }

  private static boolean isDeeper(JsonNode json, int levels) {
    return json.isContainer()
        && (levels == 0 || json.valueStream().anyMatch(value -> isDeeper(value, levels - 1)));
  }

  private static IllegalArgumentException tooDeep(String what) {
    return new IllegalArgumentException(
        "The %s of a task is nested at most %d levels deep: this one is deeper."
            .formatted(what, MOST_LEVELS));
  }
}
