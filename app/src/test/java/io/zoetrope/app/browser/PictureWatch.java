package io.zoetrope.app.browser;

import com.microsoft.playwright.Page;
import java.util.List;

/**
 * Sees when an image in a page changes, by looking at its pixels each time the browser paints. One
 * thread.
 */
final class PictureWatch {
  private static final String START =
      """
      selector => {
        const canvas = document.createElement('canvas');
        canvas.width = 64;
        canvas.height = 36;
        const context = canvas.getContext('2d', {willReadFrequently: true});
        const changes = [];
        window.pictureChanges = changes;
        let last = '';
        const look = () => {
          const image = document.querySelector(selector);
          if (image && image.naturalWidth > 1) {
            context.drawImage(image, 0, 0, 64, 36);
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

  private final Page page;

  private PictureWatch(Page page) {
    this.page = page;
  }

  static PictureWatch start(Page page, String selector) {
    page.evaluate(START, selector);
    return new PictureWatch(page);
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
    List<?> seen = (List<?>) page.evaluate("() => window.pictureChanges");
    return seen.stream().map(change -> change((List<?>) change)).toList();
  }

  private static Change change(List<?> pair) {
    return new Change(
        ((Number) pair.getFirst()).doubleValue(), ((Number) pair.getLast()).intValue());
  }
}
