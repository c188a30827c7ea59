package io.zoetrope.app.browser;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.WaitUntilState;
import io.zoetrope.app.Served;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/**
 * Windows of one browser, which has six connections to a server for all of them together. A request
 * for which none is left waits until one is, so a navigation would never be answered.
 */
final class SharedConnectionsIT {
  /** A page short of connections tries to get another stream after half a minute. */
  private static final Duration PATIENCE = Duration.ofSeconds(90);

  /** Longer than with free connections, on a busy machine. Without a free one it takes forever. */
  private static final long SOON_MILLIS = 5000;

  private Served served;
  private Browser browser;
  private BrowserContext windows;

  @BeforeEach
  void start() throws Exception {
    served =
        Served.cameras(
            IntStream.range(0, 6)
                .mapToObj(i -> "cam" + i + "=test:?size=320x180&fps=5")
                .toArray(String[]::new));
    browser = Browser.launch();
    windows = browser.newContext();
  }

  @AfterEach
  void stop() {
    browser.close();
    served.close();
  }

  @Test
  void aStreamTabLeavesConnectionsForThePage() {
    Page page = grid();
    await().atMost(PATIENCE).until(() -> streams(page) == 5);

    streamTab();

    await().atMost(PATIENCE).until(() -> streams(page) == 3);
    assertThat(bannerOf(page)).isEmpty();
    assertNavigationFindsConnections();
  }

  @Test
  void twoStreamTabsLeaveConnectionsForThePage() {
    streamTab();
    streamTab();
    Page page = grid();

    await().atMost(PATIENCE).until(() -> streams(page) == 3);
    assertThat(bannerOf(page)).isEmpty();
    assertNavigationFindsConnections();
  }

  @Test
  void theEventsOfTheTasksPageCountAsAConnection() {
    Page page = grid();
    Page tasks = window("tasks");

    await().atMost(PATIENCE).until(() -> streams(page) == 3);
    await().atMost(PATIENCE).until(() -> tasks.locator("#loading").isHidden());
    assertNavigationFindsConnections();
  }

  @Test
  void sixWindowsAndAStreamTabShareTheConnections() {
    List<Page> pages = new ArrayList<>(List.of(grid(), grid()));
    streamTab();
    IntStream.range(0, 4).forEach(_ -> pages.add(grid()));

    // Four besides the tab's own, or fewer if a waiting request noticed the tab.
    await()
        .atMost(PATIENCE)
        .untilAsserted(() ->
            assertThat(pages.stream().mapToInt(SharedConnectionsIT::streams).sum())
                .isBetween(2, 4));
    assertNavigationFindsConnections();
    await()
        .atMost(PATIENCE)
        .untilAsserted(() ->
            assertThat(pages)
                .allSatisfy(page -> {
                  assertThat(page.locator("#grid [data-seen]").count()).isEqualTo(6);
                  assertThat(bannerOf(page)).isEmpty();
                }));
  }

  @Test
  void aClosedWindowFreesItsStreamsForTheOthers() {
    Page first = grid();
    Page second = grid();
    await().atMost(PATIENCE).until(() -> streams(first) == 2 && streams(second) == 2);

    second.close();

    await().atMost(PATIENCE).until(() -> streams(first) == 5);
  }

  @Test
  void aPageWithoutAConnectionSaysSoAndNotThatTheServerIsGone() {
    Page page = grid();
    Page tasks = window("tasks");
    await().atMost(PATIENCE).until(() -> streams(page) == 3);
    List<Page> tabs = IntStream.range(0, 6).mapToObj(_ -> streamTab()).toList();

    await().atMost(PATIENCE).until(() -> bannerOf(page).contains("no connection left"));
    assertThat(bannerOf(page)).doesNotContain("Lost");
    tasks.evaluate("() => dispatchEvent(new Event('pageshow'))");
    await().atMost(PATIENCE).until(() -> bannerOf(tasks).contains("no connection left"));

    tabs.forEach(Page::close);

    await().atMost(PATIENCE).until(() -> bannerOf(page).isEmpty());
    await().atMost(PATIENCE).until(() -> bannerOf(tasks).isEmpty());
  }

  private Page grid() {
    Page page = windows.newPage();
    page.setViewportSize(1600, 1400);
    page.navigate(served.url(""), new Page.NavigateOptions().setWaitUntil(WaitUntilState.COMMIT));
    return page;
  }

  private Page window(String path) {
    Page page = windows.newPage();
    page.navigate(served.url(path), new Page.NavigateOptions().setWaitUntil(WaitUntilState.COMMIT));
    return page;
  }

  /** Does not wait for its first picture, which comes as soon as there is a connection. */
  private Page streamTab() {
    Page tab = windows.newPage();
    tab.evaluate("url => { location.href = url; }", served.url("cameras/cam0/stream.mjpg"));
    return tab;
  }

  /** Compares with a context that has its own connections, on the same machine. */
  private void assertNavigationFindsConnections() {
    assertThat(slowestNavigation(windows) - slowestNavigation(browser.newContext()))
        .isLessThan(SOON_MILLIS);
  }

  /** Leaves its page open: to close one that has just been navigated can hang in Chromium. */
  private long slowestNavigation(BrowserContext context) {
    long slowest = 0;
    Page page = context.newPage();
    for (String path : List.of("tasks", "events", "tasks", "publish/cam0")) {
      long begun = System.nanoTime();
      page.navigate(
          served.url(path), new Page.NavigateOptions().setWaitUntil(WaitUntilState.COMMIT));
      slowest = Math.max(slowest, Duration.ofNanos(System.nanoTime() - begun).toMillis());
    }
    return slowest;
  }

  private static int streams(Page page) {
    return page.locator("[data-picture=stream][data-seen]").count();
  }

  private static String bannerOf(Page page) {
    return page.locator("#banner").innerText();
  }
}
