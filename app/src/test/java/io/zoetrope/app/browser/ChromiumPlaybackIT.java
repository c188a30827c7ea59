package io.zoetrope.app.browser;

import org.junit.jupiter.api.Tag;

@Tag("full")
final class ChromiumPlaybackIT extends PlaybackContract {
  ChromiumPlaybackIT() {
    super(BrowserEngine.CHROMIUM);
  }
}
