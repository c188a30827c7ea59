package io.zoetrope.app.browser;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.zoetrope.app.Served;
import io.zoetrope.core.fixture.Pictures;
import io.zoetrope.web.fixture.ServerPair;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The card of a camera that fails, waits or is paused. */
final class CardsIT {
  private static final Duration PATIENCE = Duration.ofMinutes(1);

  private Browser browser;

  @BeforeEach
  void start() {
    browser = Browser.launch();
  }

  @AfterEach
  void stop() {
    browser.close();
  }

  @Test
  void aFailingCameraHasNoTextOverItsPlaceholder() throws Exception {
    try (Served served = Served.cameras("gone=rtsp://127.0.0.1:9/x")) {
      Page page = browser.open(served.url(""));
      page.locator("[data-camera=gone] [data-picture=placeholder]").waitFor();
      Locator trouble = page.locator("[data-camera=gone] .trouble");
      await().atMost(PATIENCE).until(() -> trouble.innerText().contains("onnection refused"));

      page.locator("#pause").click();

      await()
          .atMost(PATIENCE)
          .until(() -> page.locator("[data-camera=gone] [data-picture=last]").count() == 1);
      assertThat(page.locator("[data-camera=gone] .note").textContent()).isEmpty();
      assertThat(trouble.innerText()).contains("onnection refused");
    }
  }

  @Test
  void aWaitingPushCameraIsNotAFailureAndLinksToItsPublishPage() throws Exception {
    try (Served served = Served.cameras("phone=push:", "gone=rtsp://127.0.0.1:9/x")) {
      Page page = browser.open(served.url(""));
      Locator card = page.locator("#grid [data-camera=phone]");
      Locator state = page.locator("#grid [data-camera=phone][data-state=waiting] .state");
      state.waitFor();
      page.locator("[data-camera=gone][data-state=retrying]").waitFor();

      assertThat(state.innerText()).isEqualTo("waiting");
      String failing = color(page, "[data-camera=gone] .trouble");
      assertThat(color(page, "[data-camera=gone] .state")).isEqualTo(failing);
      assertThat(color(page, "#grid [data-camera=phone] .trouble")).isNotEqualTo(failing);
      assertThat(color(page, "#grid [data-camera=phone] .state")).isNotEqualTo(failing);
      assertThat(card.locator(".trouble").innerText()).doesNotContain("attempt");
      assertThat(page.locator("[data-camera=gone] .publish").isVisible()).isFalse();
      assertThat(error(served, "phone")).isEqualTo("nobody_publishes");
      assertThat(error(served, "gone")).isEqualTo("camera_failing");

      card.locator("h2 a").click();
      page.locator("#large[data-state=waiting] .publish").waitFor();
      page.locator("#back").click();
      card.locator(".publish").click();
      page.waitForURL("**/publish/phone");
    }
  }

  @Test
  void aFailureAndTheRecoveryAreEachAnnouncedOnce() throws Exception {
    try (ServerPair pair = ServerPair.serving("door", "bench")) {
      pair.fake("door").shows(Pictures.whole(64, 36, 1), 64, 36);
      pair.fake("bench").shows(Pictures.whole(64, 36, 2), 64, 36);
      Page page = browser.open("http://127.0.0.1:" + pair.port());
      page.evaluate(
          """
          () => {
            window.said = [];
            const announcement = document.querySelector('[role=alert]#announcement');
            new MutationObserver(() => said.push(announcement.textContent)).observe(announcement, {childList: true, characterData: true, subtree: true});
          }
          """);
      page.locator("[data-camera=door][data-state=live]").waitFor();

      pair.fake("door").failsToOpen("it is dark");
      pair.fake("door").fails("it is dark");
      await()
          .atMost(PATIENCE)
          .untilAsserted(() -> assertThat(said(page)).contains("door has failed: it is dark."));
      await().atMost(PATIENCE).until(() -> attempts(pair, "door") >= 20);
      pair.fake("door").opensAgain();
      await()
          .atMost(PATIENCE)
          .until(() -> {
            pair.fake("door").shows(Pictures.whole(64, 36, 3), 64, 36);
            return said(page).contains("door is back.");
          });

      assertThat(said(page)).containsExactly("door has failed: it is dark.", "door is back.");
    }
  }

  @Test
  void picturesCanBePausedByKeyboardAndStayPausedUntilResumed() throws Exception {
    try (Served served =
        Served.cameras("one=test:?size=320x180&fps=5", "two=test:?size=320x180&fps=5")) {
      Page page = browser.open(served.url(""));
      await().atMost(PATIENCE).until(() -> viewers(served) == 2);
      page.locator("#grid [data-picture=live]").last().waitFor();
      Locator pause = page.getByText("Pause pictures");

      pause.focus();
      page.keyboard().press("Enter");

      await().atMost(PATIENCE).until(() -> viewers(served) == 0);
      assertThat(page.locator("[data-picture=live]").count()).isZero();
      assertThat(page.locator("#grid canvas").first().evaluate("c => c.width")).isEqualTo(320);
      page.locator("[data-camera=one] h2 a").click();
      page.locator("#large [data-picture=last]").waitFor();
      page.locator("#back").click();
      assertThat(page.locator("[data-picture=live]").count()).isZero();
      await().atMost(PATIENCE).until(() -> viewers(served) == 0);

      page.getByText("Resume pictures").click();
      await().atMost(PATIENCE).until(() -> viewers(served) == 2);
    }
  }

  private static int attempts(ServerPair pair, String id) throws IOException {
    return new JsonObject(pair.get("/api/cameras/" + id).text())
        .getJsonObject("error")
        .getInteger("attempts");
  }

  private static List<String> said(Page page) {
    return ((List<?>) page.evaluate("() => window.said.filter(Boolean)"))
        .stream().map(String::valueOf).toList();
  }

  private static String color(Page page, String selector) {
    return String.valueOf(
        page.evaluate(
            "() => getComputedStyle(document.querySelector('%s')).color".formatted(selector)));
  }

  private static String error(Served served, String id) throws IOException, InterruptedException {
    return new JsonObject(served.get("api/cameras/" + id)).getJsonObject("error").getString("code");
  }

  private static int viewers(Served served) throws IOException, InterruptedException {
    JsonArray cameras = new JsonObject(served.get("api/cameras")).getJsonArray("cameras");
    return cameras.stream().mapToInt(camera -> ((JsonObject) camera).getInteger("viewers")).sum();
  }
}
