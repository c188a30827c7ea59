package io.zoetrope.app.browser;

import java.io.IOException;

/** The browsers that the page is tested in, as Debian installs them. */
enum BrowserEngine {
  CHROMIUM("Chromium") {
    @Override
    BrowserSession launch() {
      return new ChromiumSession();
    }
  },

  FIREFOX("Firefox") {
    @Override
    BrowserSession launch() throws IOException {
      return FirefoxSession.start();
    }
  },

  WEBKIT("WebKitGTK") {
    @Override
    BrowserSession launch() throws IOException {
      return WebKitSession.start();
    }
  };

  private final String title;

  BrowserEngine(String title) {
    this.title = title;
  }

  /** As in the docs. */
  String title() {
    return title;
  }

  /** Starts the browser headless. */
  abstract BrowserSession launch() throws IOException;
}
