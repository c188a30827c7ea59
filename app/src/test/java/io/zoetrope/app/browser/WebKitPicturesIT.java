package io.zoetrope.app.browser;

final class WebKitPicturesIT extends LivePicturesContract {
  WebKitPicturesIT() {
    super(BrowserEngine.WEBKIT);
  }
}
