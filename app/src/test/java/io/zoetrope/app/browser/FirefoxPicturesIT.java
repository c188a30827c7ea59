package io.zoetrope.app.browser;

final class FirefoxPicturesIT extends LivePicturesContract {
  FirefoxPicturesIT() {
    super(BrowserEngine.FIREFOX);
  }
}
