package io.zoetrope.app.browser;

import org.junit.jupiter.api.Tag;

@Tag("full")
final class FirefoxPicturesIT extends LivePicturesContract {
  FirefoxPicturesIT() {
    super(BrowserEngine.FIREFOX);
  }
}
