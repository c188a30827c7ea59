package io.zoetrope.app.browser;

import static java.util.Objects.requireNonNull;

import com.microsoft.playwright.Page;
import io.vertx.core.json.JsonArray;
import java.util.List;

/**
 * Counts how often what each player of a page shows has changed, by looking at its pixels. One
 * thread.
 */
record Movement(BrowserTab tab) {
  private static final String START =
      """
      find => {
        const context = new OffscreenCanvas(32, 18).getContext('2d', {willReadFrequently: true});
        const last = [];
        window.movement = [];
        setInterval(() => find('zoetrope-camera').forEach((picture, n) => {
          window.movement[n] ??= 0;
          const width = picture.naturalWidth ?? picture.videoWidth ?? picture.width;
          const height = picture.naturalHeight ?? picture.videoHeight ?? picture.height;
          if (width > 1) {
            context.setTransform(32 / width, 0, 0, 18 / height, 0, 0);
            context.fillStyle = context.createPattern(picture, 'no-repeat');
            context.fillRect(0, 0, width, height);
            const print = context.getImageData(0, 0, 32, 18).data.join();
            if (print !== last[n]) {
              last[n] = print;
              window.movement[n]++;
            }
          }
        }), 100);
      }
      """;

  static Movement start(Page page) {
    return start(new ChromiumTab(page));
  }

  static Movement start(BrowserTab tab) {
    var _ = tab.evaluate("(" + START + ")(" + BrowserTab.PICTURES + ")");
    return new Movement(tab);
  }

  /** Of each player, in the order of the page. */
  List<Integer> changes() {
    JsonArray counts = (JsonArray) requireNonNull(tab.evaluate("window.movement"));
    return counts.stream().map(Integer.class::cast).toList();
  }
}
