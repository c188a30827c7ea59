package io.zoetrope.web.connection;

import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** The body of every answer that says what went wrong. Any thread. */
public final class ErrorJson {

  private ErrorJson() {}

  public static String of(String code, String message) {
    ObjectNode body = JsonNodeFactory.instance.objectNode();
    body.putObject("error").put("code", code).put("message", message);
    return body.toString();
  }
}
