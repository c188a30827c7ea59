package io.zoetrope.app.browser;

import org.junit.jupiter.api.Tag;

@Tag("full")
final class FirefoxPlaybackIT extends PlaybackContract {
  FirefoxPlaybackIT() {
    super(BrowserEngine.FIREFOX);
  }
}
