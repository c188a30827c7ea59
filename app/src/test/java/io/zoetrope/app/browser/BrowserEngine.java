package io.zoetrope.app.browser;

import java.io.IOException;

/** The browsers that the page is tested in, as Debian installs them. */
enum BrowserEngine {
  CHROMIUM {
    @Override
    BrowserSession launch() {
      return new ChromiumSession();
    }
  },

  FIREFOX {
    @Override
    BrowserSession launch() throws IOException {
      return FirefoxSession.start();
    }
  },

  WEBKIT {
    @Override
    BrowserSession launch() throws IOException {
      return WebKitSession.start();
    }
  };

  /** Starts the browser headless. */
  abstract BrowserSession launch() throws IOException;
}
