package io.zoetrope.app.browser;

import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.WaitUntilState;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Chromium by Playwright. */
final class ChromiumSession implements BrowserSession {
  private final Browser browser = Browser.launch();
  private final List<String> errors = new ArrayList<>();

  @Override
  public BrowserTab open(String url) {
    Page page = browser.begin("about:blank");
    page.onConsoleMessage(message -> {
      if (message.type().equals("error")) {
        errors.add(message.text());
      }
    });
    page.onPageError(errors::add);
    BrowserTab tab = new Tab(page);
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

  private record Tab(Page page) implements BrowserTab {
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
}
