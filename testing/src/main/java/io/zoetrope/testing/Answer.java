package io.zoetrope.testing;

import io.vertx.core.json.JsonObject;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Optional;

/** One answer of a server, as its bytes came. Immutable. */
public final class Answer {
  private final String head;
  private final byte[] body;

  Answer(String head, byte[] body) {
    this.head = head;
    this.body = body.clone();
  }

  /** The status line and the headers, each ended by CR LF but the last. */
  public String head() {
    return head;
  }

  public int status() {
    return Integer.parseInt(head.split(" ", 3)[1]);
  }

  public Optional<String> header(String name) {
    return header(head, name);
  }

  public byte[] body() {
    return body.clone();
  }

  public String text() {
    return new String(body, StandardCharsets.UTF_8);
  }

  public JsonObject json() {
    return new JsonObject(text());
  }

  /** The {@code code} of an answer that says what went wrong. */
  public String errorCode() {
    return json().getJsonObject("error").getString("code");
  }

  /** The {@code message} of an answer that says what went wrong. */
  public String errorMessage() {
    return json().getJsonObject("error").getString("message");
  }

  static Optional<String> header(String head, String name) {
    String start = name.toLowerCase(Locale.ROOT) + ":";
    return head.lines()
        .filter(line -> line.toLowerCase(Locale.ROOT).startsWith(start))
        .map(line -> line.substring(start.length()).strip())
        .findFirst();
  }
}
