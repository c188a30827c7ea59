package io.zoetrope.app.browser;

final class ChromiumPicturesIT extends LivePicturesContract {
  ChromiumPicturesIT() {
    super(BrowserEngine.CHROMIUM);
  }
}
