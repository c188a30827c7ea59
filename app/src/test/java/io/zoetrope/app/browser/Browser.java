package io.zoetrope.app.browser;

import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.BrowserType;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Playwright;
import com.microsoft.playwright.options.WaitUntilState;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** The system's Chromium. One thread. */
final class Browser implements AutoCloseable {
  private static final List<String> ARGUMENTS =
      List.of(
          "--no-sandbox",
          "--disable-gpu",
          "--disable-quic",
          "--no-first-run",
          "--disable-background-networking",
          "--disable-component-update",
          "--disable-sync");

  private final Playwright playwright;
  private final com.microsoft.playwright.Browser chromium;

  private Browser(Playwright playwright, com.microsoft.playwright.Browser chromium) {
    this.playwright = playwright;
    this.chromium = chromium;
  }

  static Browser launch(String... moreArguments) {
    Path program = Path.of("/usr/bin/chromium");
    if (!Files.isExecutable(program)) {
      throw new IllegalStateException(
          "These tests need Chromium at " + program + ": ./check installs it");
    }
    List<String> arguments = new ArrayList<>(ARGUMENTS);
    arguments.addAll(List.of(moreArguments));
    Playwright playwright = Playwright.create();
    return new Browser(
        playwright,
        playwright
            .chromium()
            .launch(new BrowserType.LaunchOptions().setExecutablePath(program).setArgs(arguments)));
  }

  Page open(String url) {
    Page page = chromium.newPage();
    page.navigate(url);
    return page;
  }

  /** Opens what never ends to load. */
  Page begin(String url) {
    Page page = chromium.newPage();
    page.navigate(url, new Page.NavigateOptions().setWaitUntil(WaitUntilState.COMMIT));
    return page;
  }

  /** As somebody sees it whose browser runs no JavaScript. */
  Page openWithoutScript(String url) {
    Page page =
        chromium.newPage(
            new com.microsoft.playwright.Browser.NewPageOptions().setJavaScriptEnabled(false));
    page.navigate(url);
    return page;
  }

  /** As somebody in this zone sees it. */
  Page openIn(String zone, String url) {
    Page page =
        chromium.newPage(
            new com.microsoft.playwright.Browser.NewPageOptions()
                .setTimezoneId(zone)
                .setLocale("en-US"));
    page.navigate(url);
    return page;
  }

  /** For windows that share cookies, storage and connections, as those of one person do. */
  BrowserContext newContext() {
    return chromium.newContext();
  }

  @Override
  public void close() {
    chromium.close();
    playwright.close();
  }
}
