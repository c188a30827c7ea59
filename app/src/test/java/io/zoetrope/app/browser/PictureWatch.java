package io.zoetrope.app.browser;

import static java.util.Objects.requireNonNull;

import com.microsoft.playwright.Page;
import io.vertx.core.json.JsonArray;
import java.util.List;

/**
 * Sees when an image or a player in a page changes, by looking at its pixels each time the browser
 * paints. One thread.
 */
final class PictureWatch {
  /**
   * Firefox draws some older picture of a stream with drawImage, but the one in sight as a pattern.
   */
  private static final String START =
      """
      (find, selector) => {
        const context = new OffscreenCanvas(64, 36).getContext('2d', {willReadFrequently: true});
        const changes = [];
        window.pictureChanges = changes;
        let last = '';
        const look = () => {
          const image = find(selector)[0];
          const width = image?.naturalWidth ?? image?.videoWidth ?? image?.width;
          const height = image?.naturalHeight ?? image?.videoHeight ?? image?.height;
          if (width > 1) {
            context.setTransform(64 / width, 0, 0, 36 / height, 0, 0);
            context.fillStyle = context.createPattern(image, 'no-repeat');
            context.fillRect(0, 0, width, height);
            const pixels = context.getImageData(0, 0, 64, 36).data;
            let hash = 0;
            for (let i = 0; i < pixels.length; i++) {
              hash = (hash * 31 + pixels[i]) | 0;
            }
            if (hash !== last) {
              last = hash;
              changes.push([performance.timeOrigin + performance.now(), pixels[4 * (18 * 64 + 32)]]);
            }
          }
          requestAnimationFrame(look);
        };
        requestAnimationFrame(look);
      }
      """;

  private final BrowserTab tab;

  private PictureWatch(BrowserTab tab) {
    this.tab = tab;
  }

  static PictureWatch start(Page page, String selector) {
    return start(new ChromiumTab(page), selector);
  }

  static PictureWatch start(BrowserTab tab, String selector) {
    var _ = tab.evaluate("(" + START + ")(" + BrowserTab.PICTURES + ", '" + selector + "')");
    return new PictureWatch(tab);
  }

  /**
   * One change of the image.
   *
   * @param atMillis since 1970
   * @param red of the pixel in the middle, 0 to 255
   */
  record Change(double atMillis, int red) {}

  /** The changes so far, the first picture included. */
  List<Change> changes() {
    JsonArray seen = (JsonArray) requireNonNull(tab.evaluate("window.pictureChanges"));
    return seen.stream().map(change -> change((JsonArray) change)).toList();
  }

  private static Change change(JsonArray pair) {
    return new Change(pair.getDouble(0), pair.getInteger(1));
  }
}
