package io.zoetrope.app.browser;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.WaitUntilState;
import io.zoetrope.app.Served;
import java.time.Duration;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/**
 * A browser has six connections to a server for all its windows together, without WebSockets. Tabs
 * with bare streams can take all of them, and a request then waits until one is closed.
 */
final class NoConnectionLeftIT {
  private static final Duration PATIENCE = Duration.ofMinutes(1);

  @Test
  void aPageWithoutAConnectionSaysSoAndNotThatTheServerIsGone() throws Exception {
    try (Served served = Served.cameras("cam=test:?size=320x180&fps=5");
        Browser browser = Browser.launch()) {
      BrowserContext windows = browser.newContext();
      Page tasks = windows.newPage();
      tasks.navigate(
          served.url("tasks"), new Page.NavigateOptions().setWaitUntil(WaitUntilState.COMMIT));
      await().atMost(PATIENCE).until(() -> tasks.locator("#loading").isHidden());
      List<Page> tabs =
          IntStream.range(0, 6)
              .mapToObj(_ -> {
                Page tab = windows.newPage();
                tab.evaluate(
                    "url => { location.href = url; }", served.url("cameras/cam/stream.mjpg"));
                return tab;
              })
              .toList();

      await()
          .atMost(PATIENCE)
          .until(() -> {
            tasks.evaluate("() => dispatchEvent(new Event('pageshow'))");
            return tasks.locator("#banner").innerText().contains("no connection left");
          });
      assertThat(tasks.locator("#banner").innerText()).doesNotContain("Lost");

      tabs.forEach(Page::close);

      await().atMost(PATIENCE).until(() -> tasks.locator("#banner").innerText().isEmpty());
    }
  }
}
