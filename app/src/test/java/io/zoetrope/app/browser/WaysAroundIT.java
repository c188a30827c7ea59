package io.zoetrope.app.browser;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import io.zoetrope.core.fixture.Pictures;
import io.zoetrope.tasks.result.ResultType;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * What all pages have in common for those who look for their way, by eye, by ear or by keyboard.
 */
final class WaysAroundIT extends OpenedPages {
  private static final String MISNAMED =
      """
      all => all
        .filter(one => one.getAttribute('aria-label') && one.innerText.trim())
        .filter(one => !one.getAttribute('aria-label').toLowerCase().startsWith(one.innerText.trim().toLowerCase()))
        .map(one => one.outerHTML)
      """;

  @ParameterizedTest
  @ValueSource(strings = {"", "#door", "tasks", "events", "publish/door", "api/events.html"})
  void theLogoLinksHomeAndTheNavigationLinksTheOtherPages(String path) throws Exception {
    try (PrefixProxy proxy = new PrefixProxy("/cams", pair.port())) {
      Page page = browser.begin(proxy.url() + "/" + path);

      Locator links = page.locator("nav[aria-label=Pages] a");
      links.first().waitFor();
      assertThat(links.allInnerTexts()).containsExactly("Cameras", "Tasks", "Events");
      assertThat(links.evaluateAll("all => all.map(one => one.pathname)"))
          .isEqualTo(List.of("/cams/", "/cams/tasks", "/cams/events"));
      assertThat(page.locator("nav [aria-current=page]").count())
          .isEqualTo(path.contains("/") ? 0 : 1);
      page.getByAltText("Zoetrope, all cameras").click();
      page.waitForURL(proxy.url() + "/");
      page.locator("#grid").waitFor();
      assertThat(proxy.requestsOutsidePrefix()).isZero();
    }
  }

  @Test
  void accessibleNamesBeginWithTheVisibleText() throws Exception {
    work.done("snapshot", ResultType.JPEG, Pictures.whole(64, 36, 5));
    work.submit("clip");
    Page page = browser.open(url("tasks"));
    page.locator("#tasks a[download]").waitFor();

    assertThat(page.locator("#tasks a[download]").getAttribute("aria-label"))
        .matches("Download, \\d.* (bytes|KB): Snapshot of door");
    for (String path : List.of("tasks", "events", "publish/door", "", "api/events.html")) {
      page.navigate(url(path));
      page.locator("nav a").first().waitFor();
      assertThat(page.locator("a, button, select, input").evaluateAll(MISNAMED))
          .as(path)
          .isEqualTo(List.of());
    }
  }

  @Test
  void aTableShowsLocalTimesAndLinksBackToTheFilteredPage() throws Exception {
    String id = events.add("viewers", "door", "{\"viewers\":1}");
    Page page =
        browser.openIn("America/New_York", url("api/events.html?camera=door&kind=viewers&limit=5"));

    Locator head = page.locator("th[data-type=time]");
    page.getByText("at (America/New_York)").waitFor();
    Locator time = page.locator("tbody tr td:nth-child(2)");
    assertThat(time.getAttribute("title")).matches("\\d{4}-\\d\\d-\\d\\dT.*Z");
    assertThat(time.innerText()).matches("[A-Z][a-z]{2} \\d{1,2}, \\d{4}, .*[AP]M");
    assertThat(head.count()).isEqualTo(1);
    page.locator("#summary a").click();
    page.waitForURL("**/events?camera=door&kind=viewers");
    page.locator("#events [data-event=%s]".formatted(id)).waitFor();
  }
}
