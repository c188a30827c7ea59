package io.zoetrope.tasks;

import tools.jackson.databind.JsonNode;

/**
 * What somebody wants done.
 *
 * @param kind says which handler does it: lower-case letters, digits, {@code -}, at most 64
 * @param payload what the handler needs to know; not to be changed after it was handed over
 */
public record TaskRequest(String kind, JsonNode payload, TaskOptions options) {

  public TaskRequest {
    if (!kind.matches("[a-z0-9-]{1,64}")) {
      throw new IllegalArgumentException(
          "A kind of task is named by lower-case letters, digits and '-', not '" + kind + "'");
    }
  }

  public TaskRequest(String kind, JsonNode payload) {
    this(kind, payload, TaskOptions.STANDARD);
  }
}
