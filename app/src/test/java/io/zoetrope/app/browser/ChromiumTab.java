package io.zoetrope.app.browser;

import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.WaitUntilState;
import org.jspecify.annotations.Nullable;

/** A page in Chromium. One thread. */
record ChromiumTab(Page page) implements BrowserTab {
  @Override
  public void navigate(String url) {
    page.navigate(url, new Page.NavigateOptions().setWaitUntil(WaitUntilState.COMMIT));
  }

  @Override
  public @Nullable String text(String expression) {
    return (String) page.evaluate(expression);
  }

  @Override
  public byte[] screenshot() {
    return page.screenshot();
  }

  @Override
  public void close() {
    page.close();
  }
}
