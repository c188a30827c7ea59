package io.zoetrope.app.browser;

import java.util.List;

/** A running browser, of whatever kind. One thread. */
interface BrowserSession extends AutoCloseable {

  /**
   * Opens an address in a window of its own, where it is in sight; does not wait until it is
   * loaded.
   */
  BrowserTab open(String url);

  /** The errors on the consoles of its pages so far; WebKit does not report any. */
  List<String> errors();

  /** Ends the browser with all its processes. */
  @Override
  void close();
}
