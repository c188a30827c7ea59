package io.zoetrope.app.browser;

import static java.util.Objects.requireNonNull;
import static org.awaitility.Awaitility.await;

import io.vertx.core.json.JsonArray;
import io.zoetrope.app.Served;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;

/**
 * A page that shows one camera in several ways and reads the numbers in its pictures. One thread.
 */
record CountedPictures(BrowserTab tab) {
  private static final Duration PATIENCE = Duration.ofMinutes(1);

  /** In a window of its own, where it shows the one camera of this server. */
  static CountedPictures show(BrowserSession browser, Served served, PlaybackMethod... methods)
      throws IOException {
    return show(browser.open("about:blank"), served, methods);
  }

  /** Leaves for the page at {@code /}, which has loaded the player, and shows the camera there. */
  static CountedPictures show(BrowserTab tab, Served served, PlaybackMethod... methods)
      throws IOException {
    tab.navigate(served.url(""));
    String loaded = "location.port === '%d' && customElements.get('zoetrope-camera')";
    await().atMost(PATIENCE).until(() -> tab.is(loaded.formatted(served.port())));
    return show(tab, methods);
  }

  /** In a page that has loaded the player. */
  static CountedPictures show(BrowserTab tab, PlaybackMethod... methods) throws IOException {
    String names =
        Arrays.stream(methods)
            .map(method -> "'" + method + "'")
            .collect(Collectors.joining(", ", "[", "]"));
    var _ =
        tab.evaluate(
            "(%s)(%s, 'cameras/camera/', %s)".formatted(script(), BrowserTab.PICTURES, names));
    return new CountedPictures(tab);
  }

  /** The numbers of the pictures that this has shown, each as often as it has come. */
  List<Integer> numbers(PlaybackMethod method) {
    JsonArray seen = (JsonArray) requireNonNull(tab.evaluate("window.counted." + method));
    return seen.stream().map(Integer.class::cast).toList();
  }

  /**
   * A picture that was seen.
   *
   * @param afterMillis since the page began to show the camera in this way
   * @param seenMillis since 1970
   */
  record Seen(double afterMillis, double seenMillis, int number) {}

  /** The pictures that this has shown, and when. */
  List<Seen> seen(PlaybackMethod method) {
    JsonArray seen =
        (JsonArray)
            requireNonNull(
                tab.evaluate(
                    "window.countedAt.%s.map(([at, number]) => [at - countedSince, at, number])"
                        .formatted(method)));
    return seen.stream()
        .map(JsonArray.class::cast)
        .map(one -> new Seen(one.getDouble(0), one.getDouble(1), one.getInteger(2)))
        .toList();
  }

  /** Shows nothing any more. */
  void hide() {
    var _ = tab.evaluate("window.hideCounted()");
  }

  /** Why nothing is shown: in the player's words, or the browser's and the kind of the answer. */
  String reason(PlaybackMethod method) {
    return requireNonNull(tab.text("window.whyNot('%s')".formatted(method)));
  }

  private static String script() throws IOException {
    try (InputStream in = CountedPictures.class.getResourceAsStream("counted-pictures.js")) {
      return new String(requireNonNull(in).readAllBytes(), StandardCharsets.UTF_8);
    }
  }
}
