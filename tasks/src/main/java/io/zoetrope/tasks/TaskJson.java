package io.zoetrope.tasks;

import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/**
 * The JSON of tasks as it is kept. Any thread may call it. Public because both kinds of queue have
 * the same bound.
 */
public final class TaskJson {
  /** How long a payload or a result may be; what is larger belongs into a file. */
  public static final int MOST_CHARACTERS = 1_000_000;

  /** Far from what a reader of JSON refuses, also within a larger object. */
  private static final int MOST_LEVELS = 100;

  private static final String NODES = ObjectNode.class.getPackageName();
  private static final JsonMapper MAPPER = JsonMapper.shared();

  private TaskJson() {}

  /**
   * The text to keep.
   *
   * @param what names it in the error, such as {@code "payload"}
   * @throws IllegalArgumentException if it is too long or too deep, with a sentence for people
   */
  public static String text(String what, JsonNode json) {
    checkDepth(what, json);
    String text = json.toString();
    if (text.length() > MOST_CHARACTERS) {
      throw new IllegalArgumentException(
          "The %s of a task has at most %,d characters, not %,d: put large things into a file."
              .formatted(what, MOST_CHARACTERS, text.length()));
    }
    if (!isPlain(json)) {
      checkSyntax(what, text);
    }
    return text;
  }

  /** Whether all of it is Jackson's own, so that its text is certainly JSON. */
  private static boolean isPlain(JsonNode json) {
    return json.getClass().getPackageName().equals(NODES)
        && !json.isPojo()
        && !json.isMissingNode()
        && json.valueStream().allMatch(TaskJson::isPlain);
  }

  private static void checkSyntax(String what, String text) {
    try {
      JsonNode _ = parse(text);
    } catch (JacksonException e) {
      throw new IllegalArgumentException("The %s of a task is not JSON.".formatted(what), e);
    }
  }

  /** Reads what was kept. */
  public static JsonNode parse(String text) {
    return MAPPER.readTree(text);
  }

  /**
   * Looks how deep it is nested, without a text of it being made.
   *
   * @param what as in {@link #text}
   * @throws IllegalArgumentException if it is too deep, with a sentence for people
   */
  public static void checkDepth(String what, JsonNode json) {
    if (isDeeper(json, MOST_LEVELS)) {
      throw new IllegalArgumentException(
          "The %s of a task is nested at most %d levels deep: this one is deeper."
              .formatted(what, MOST_LEVELS));
    }
  }

  private static boolean isDeeper(JsonNode json, int levels) {
    return json.isContainer()
        && (levels == 0 || json.valueStream().anyMatch(value -> isDeeper(value, levels - 1)));
  }
}
