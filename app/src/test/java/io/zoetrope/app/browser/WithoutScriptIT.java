package io.zoetrope.app.browser;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Page;
import com.microsoft.playwright.Response;
import com.microsoft.playwright.options.WaitUntilState;
import io.zoetrope.core.fixture.Pictures;
import org.junit.jupiter.api.Test;

/** What can be reached without JavaScript. */
final class WithoutScriptIT extends OpenedPages {
  @Test
  void everyCameraLinksToItsLivePictureAndASnapshot() throws Exception {
    pair.fake("door").shows(Pictures.whole(64, 36, 1), 64, 36);
    Page page = browser.openWithoutScript(url(""));

    assertThat(page.locator("#links h2").allInnerTexts()).containsExactly("door");
    assertThat(page.locator("#links a").allTextContents())
        .containsExactly("Live picture from door", "Snapshot of door");
    assertThat(page.locator("#loading").isVisible()).isFalse();
    page.locator("#links a").first().click();
    page.waitForURL(
        "**/cameras/door/stream.mjpg",
        new Page.WaitForURLOptions().setWaitUntil(WaitUntilState.COMMIT));
  }

  @Test
  void thePagesOfEventsAndTasksLinkToTheirTables() throws Exception {
    events.add("viewers", "door", "{\"viewers\":1}");
    Page page = browser.openWithoutScript(url(""));

    page.locator("nav").getByText("Events").click();
    page.waitForURL("**/events");
    assertThat(page.locator("#loading").isVisible()).isFalse();
    page.locator("noscript a").click();
    page.waitForURL("**/api/events.html");
    assertThat(page.locator("tbody tr").count()).isEqualTo(1);

    page.locator("nav").getByText("Tasks").click();
    page.waitForURL("**/tasks");
    assertThat(page.locator("#loading").isVisible()).isFalse();
    Response tasks = page.waitForResponse("**/api/tasks", () -> page.locator("noscript a").click());
    assertThat(tasks.status()).isEqualTo(200);
  }
}
