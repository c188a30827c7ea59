package io.zoetrope.tasks;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * The JSON of tasks as it is kept. Any thread may call it. Public because both kinds of queue have
 * the same bound.
 */
public final class TaskJson {
  /** How long a payload or a result may be; what is larger belongs into a file. */
  public static final int MOST_CHARACTERS = 1_000_000;

  private static final JsonMapper MAPPER = JsonMapper.builder().build();

  private TaskJson() {}

  /**
   * The text to keep.
   *
   * @param what names it in the error, such as {@code "payload"}
   * @throws IllegalArgumentException if it is too long, with a sentence for people
   */
  public static String text(String what, JsonNode json) {
    String text = json.toString();
    if (text.length() > MOST_CHARACTERS) {
      throw new IllegalArgumentException(
          "The %s of a task has at most %,d characters, not %,d: put large things into a file."
              .formatted(what, MOST_CHARACTERS, text.length()));
    }
    return text;
  }

  /** Reads what was kept. */
  public static JsonNode parse(String text) {
    return MAPPER.readTree(text);
  }
}
