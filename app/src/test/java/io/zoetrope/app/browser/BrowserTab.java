package io.zoetrope.app.browser;

import io.vertx.core.json.Json;
import org.jspecify.annotations.Nullable;

/** A page in a window of a {@link BrowserSession}. One thread. */
interface BrowserTab extends AutoCloseable {

  /**
   * A JavaScript function from a selector to images, and to what players show: each a canvas, a
   * video or an image, which in WebKit is in a frame.
   */
  String PICTURES =
      """
      (selector => [...document.querySelectorAll(selector)]
        .map(found => found.shadowRoot?.querySelector(
          ':is(canvas, video, img, iframe):not([hidden], [data-waiting])') ?? found)
        .map(found => found.contentDocument?.images[0] ?? found))\
      """;

  /** Leaves for another address; does not wait until it is loaded. */
  void navigate(String url);

  /**
   * Evaluates a JavaScript expression whose value is a string or undefined; a promise is awaited.
   */
  @Nullable String text(String expression);

  /** A picture of the page, as a PNG. */
  byte[] screenshot();

  @Override
  void close();

  /** Evaluates a JavaScript expression; its value as JSON is read. */
  default @Nullable Object evaluate(String expression) {
    String json = text("JSON.stringify(" + expression + ")");
    return json == null ? null : Json.decodeValue(json);
  }

  /** As {@link #evaluate}, for booleans. */
  default boolean is(String expression) {
    return Boolean.TRUE.equals(evaluate("Boolean(" + expression + ")"));
  }
}
