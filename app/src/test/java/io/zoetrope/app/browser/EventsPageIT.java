package io.zoetrope.app.browser;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import io.zoetrope.web.fixture.FakeTasks;
import io.zoetrope.web.fixture.ServerPair;
import java.time.Duration;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** The page of events, as a person uses it. */
final class EventsPageIT extends OpenedPages {
  private static final Duration PATIENCE = Duration.ofMinutes(1);

  @Test
  void showsPastEventsFiltersThemAndFollowsNewOnes() throws Exception {
    for (int n = 0; n < 60; n++) {
      events.add("viewers", "door", "{\"viewers\":%d}".formatted(n));
    }
    events.add(
        "camera.trouble", "<b>garden</b>", "{\"state\":\"failed\",\"reason\":\"It is dark\"}");
    try (PrefixProxy proxy = new PrefixProxy("/cams", pair.port())) {
      Page page = browser.open(proxy.url() + "/");
      page.locator("#to-events").click();
      Locator items = page.locator("#events li");
      items.first().waitFor();
      assertThat(items.first().innerText())
          .contains("<b>garden</b>")
          .contains("Failed: It is dark.");
      assertThat(items.count()).isEqualTo(1);
      assertThat(page.locator("[data-format=csv]").getAttribute("href"))
          .isEqualTo("api/events.csv?kind=camera.trouble%2Ctask.ended&safe=spreadsheet");

      page.locator("[name=kind]").selectOption("all");
      await().atMost(PATIENCE).until(() -> items.count() == 50);
      page.locator("#more").click();
      await().atMost(PATIENCE).until(() -> items.count() == 61);
      assertThat(items.last().innerText()).contains("0 viewers.");
      assertThat(page.locator("#more").isVisible()).isFalse();

      page.locator("[name=camera]").selectOption("door");
      page.locator("[name=kind]").selectOption("viewers");
      await().atMost(PATIENCE).until(() -> items.count() == 50);
      assertThat(page.url()).endsWith("/cams/events?camera=door&kind=viewers");
      assertThat(page.locator("[data-format=csv]").getAttribute("href"))
          .isEqualTo("api/events.csv?camera=door&kind=viewers&safe=spreadsheet");

      String now = events.add("viewers", "door", "{\"viewers\":1}");
      work.events()
          .publish(FakeTasks.json("{\"type\":\"viewers\",\"camera\":\"door\",\"viewers\":1}"));
      page.locator("#events [data-event=%s]".formatted(now)).waitFor();
      assertThat(items.first().innerText()).contains("1 viewer.");
      assertThat(proxy.requestsOutsidePrefix()).isZero();
    }
  }

  @Test
  void aLateResponseToAnEarlierFilterIsIgnored() {
    events.add("viewers", "door", "{\"viewers\":1}");
    events.add("camera.trouble", "door", "{\"state\":\"failed\",\"reason\":\"It is dark\"}");
    Page page = browser.open(url("events"));
    Locator items = page.locator("#events li");
    items.first().waitFor();

    try (HeldAnswers held = new HeldAnswers(page, "kind=camera\\.trouble%2Ctask\\.ended")) {
      work.events()
          .publish(FakeTasks.json("{\"type\":\"viewers\",\"camera\":\"door\",\"viewers\":1}"));
      held.hold(1);
      page.locator("[name=kind]").selectOption("all");
      held.release();
    }

    items.nth(1).waitFor();
    assertThat(items.count()).isEqualTo(2);
  }

  @Test
  void saysThatNothingIsSavedWithoutACatalog() throws Exception {
    try (ServerPair without = ServerPair.serving("door")) {
      Page page = browser.open("http://127.0.0.1:%d/events".formatted(without.port()));

      page.getByText(Pattern.compile("This server runs without a catalog")).waitFor();
      assertThat(page.locator("#loading").isVisible()).isFalse();
    }
  }
}
