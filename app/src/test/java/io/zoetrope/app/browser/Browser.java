package io.zoetrope.app.browser;

import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.BrowserType;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Playwright;
import com.microsoft.playwright.options.WaitUntilState;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Somebody's windows in the system's Chromium, with cookies and connections of their own. It is the
 * one without a window of its own, which takes a third of the processor time. All tests of a JVM
 * share one, because starting it costs seconds of it. One thread.
 */
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

  private record Program(Playwright playwright, com.microsoft.playwright.Browser chromium) {
    static Program start(List<String> arguments) {
      Path program = Path.of("/usr/bin/chromium-headless-shell");
      if (!Files.isExecutable(program)) {
        throw new IllegalStateException(
            "These tests need Chromium at " + program + ": ./check installs it");
      }
      Playwright playwright = Playwright.create();
      return new Program(
          playwright,
          playwright
              .chromium()
              .launch(
                  new BrowserType.LaunchOptions().setExecutablePath(program).setArgs(arguments)));
    }
  }

  private static final Map<List<String>, Program> SHARED = new HashMap<>();

  private final Program program;
  private final boolean shared;
  private final List<BrowserContext> contexts = new ArrayList<>();

  private Browser(Program program, boolean shared) {
    this.program = program;
    this.shared = shared;
  }

  static Browser launch(String... moreArguments) {
    List<String> arguments = new ArrayList<>(ARGUMENTS);
    arguments.addAll(List.of(moreArguments));
    return new Browser(
        SHARED.compute(
            arguments,
            (_, running) ->
                running != null && running.chromium.isConnected()
                    ? running
                    : Program.start(arguments)),
        true);
  }

  /** A Chromium that ends when it is closed. */
  static Browser launchAlone() {
    return new Browser(Program.start(ARGUMENTS), false);
  }

  Page open(String url) {
    Page page = newContext().newPage();
    page.navigate(url);
    return page;
  }

  /** Opens something that never finishes loading. */
  Page begin(String url) {
    Page page = newContext().newPage();
    page.navigate(url, new Page.NavigateOptions().setWaitUntil(WaitUntilState.COMMIT));
    return page;
  }

  /** As a browser without JavaScript shows it. */
  Page openWithoutScript(String url) {
    Page page =
        newContext(
                new com.microsoft.playwright.Browser.NewContextOptions()
                    .setJavaScriptEnabled(false))
            .newPage();
    page.navigate(url);
    return page;
  }

  /** As a user in this time zone sees it. */
  Page openIn(String zone, String url) {
    Page page =
        newContext(
                new com.microsoft.playwright.Browser.NewContextOptions()
                    .setTimezoneId(zone)
                    .setLocale("en-US"))
            .newPage();
    page.navigate(url);
    return page;
  }

  /** For windows that share cookies, storage and connections, like those of one person. */
  BrowserContext newContext() {
    return newContext(new com.microsoft.playwright.Browser.NewContextOptions());
  }

  private BrowserContext newContext(com.microsoft.playwright.Browser.NewContextOptions options) {
    BrowserContext context = program.chromium.newContext(options);
    contexts.add(context);
    return context;
  }

  @Override
  public void close() {
    contexts.forEach(BrowserContext::close);
    if (!shared) {
      program.chromium.close();
      program.playwright.close();
    }
  }
}
