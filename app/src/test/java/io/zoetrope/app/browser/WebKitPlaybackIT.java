package io.zoetrope.app.browser;

import org.junit.jupiter.api.Tag;

@Tag("full")
final class WebKitPlaybackIT extends PlaybackContract {
  WebKitPlaybackIT() {
    super(BrowserEngine.WEBKIT);
  }
}
