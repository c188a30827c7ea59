package io.zoetrope.app.browser;

import org.junit.jupiter.api.Tag;

@Tag("full")
final class WebKitPicturesIT extends LivePicturesContract {
  WebKitPicturesIT() {
    super(BrowserEngine.WEBKIT);
  }
}
