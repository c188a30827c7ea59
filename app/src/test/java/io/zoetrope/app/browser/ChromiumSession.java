package io.zoetrope.app.browser;

import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Page;
import java.util.ArrayList;
import java.util.List;

/** Chromium by Playwright. */
final class ChromiumSession implements BrowserSession {
  private final Browser browser = Browser.launchAlone();
  private final BrowserContext windows = browser.newContext();
  private final List<String> errors = new ArrayList<>();

  @Override
  public BrowserTab open(String url) {
    Page page = windows.newPage();
    page.onConsoleMessage(message -> {
      if (message.type().equals("error")) {
        errors.add(message.text());
      }
    });
    page.onPageError(errors::add);
    BrowserTab tab = new ChromiumTab(page);
    tab.navigate(url);
    return tab;
  }

  @Override
  public List<String> errors() {
    return List.copyOf(errors);
  }

  @Override
  public void close() {
    browser.close();
  }
}
