package io.zoetrope.app.browser;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import io.zoetrope.core.fixture.FakeControls;
import io.zoetrope.web.fixture.ServerPair;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Brightness and other controls on the page of one camera. */
final class ControlsPageIT {
  private static final Duration PATIENCE = Duration.ofMinutes(1);

  @Test
  void settingAControlShowsWhatTheCameraMadeOfIt() throws Exception {
    try (ServerPair pair = ServerPair.serving("bench", "door");
        Browser browser = Browser.launch()) {
      FakeControls controls =
          pair.fake("bench")
              .hasControls(
                  FakeControls.integer("brightness", -64, 64, 1, 0),
                  FakeControls.toggle("autofocus", true),
                  FakeControls.menu("mains", 1, Map.of(1L, "50 Hz", 2L, "60 Hz")),
                  FakeControls.button("reset"),
                  FakeControls.readOnly("temperature", 40));
      Page page = browser.open("http://127.0.0.1:%d/#bench".formatted(pair.port()));

      page.locator(".controls summary").click();
      Locator brightness = page.locator("[data-control=brightness] input");
      assertThat(brightness.inputValue()).isEqualTo("0");
      assertThat(page.locator("[data-control=temperature] input").isDisabled()).isTrue();

      brightness.fill("12");
      await().atMost(PATIENCE).until(() -> controls.log().contains("brightness=12"));
      page.locator("[data-control=autofocus] input").uncheck();
      page.locator("[data-control=mains] select").selectOption("60 Hz");
      page.locator("[data-control=reset] button").click();
      await()
          .atMost(PATIENCE)
          .untilAsserted(() ->
              assertThat(controls.log())
                  .containsExactly("brightness=12", "autofocus=0", "mains=2", "reset=1"));
      assertThat(page.locator("[data-control=brightness] output").innerText()).isEqualTo("12");

      controls.fail("there is no camera at /dev/video0");
      page.locator("[data-control=reset] button").click();
      page.getByText("There is no camera at /dev/video0.").waitFor();
    }
  }

  @Test
  void whatAPersonHasSetIsNotUndoneByAnOlderAnswer() throws Exception {
    try (ServerPair pair = ServerPair.serving("bench", "door");
        Browser browser = Browser.launch()) {
      FakeControls controls =
          pair.fake("bench").hasControls(FakeControls.integer("brightness", -64, 64, 1, 0));
      Page page = browser.open("http://127.0.0.1:%d/#bench".formatted(pair.port()));
      Locator fold = page.locator(".controls summary");
      Locator brightness = page.locator("[data-control=brightness] input");
      fold.click();
      brightness.waitFor();
      fold.click();
      try (HeldAnswers answers = new HeldAnswers(page, "/controls$")) {
        fold.click();
        answers.hold(1);

        page.waitForResponse(
            answer -> answer.request().method().equals("PUT"), () -> brightness.fill("12"));
        assertThat(controls.log()).containsExactly("brightness=12");
        // A control more shows that it has arrived.
        answers.release(text ->
            text.replace("[", "[{\"name\":\"other\",\"label\":\"Other\",\"type\":\"button\"},"));

        page.locator("[data-control=other]").waitFor();
        assertThat(brightness.inputValue()).isEqualTo("12");
      }
    }
  }

  @Test
  void aCameraWithoutControlsShowsNone() throws Exception {
    try (ServerPair pair = ServerPair.serving("bench", "door");
        Browser browser = Browser.launch()) {
      pair.fake("bench").hasControls(FakeControls.toggle("autofocus", true));
      Page page = browser.open("http://127.0.0.1:%d/#bench".formatted(pair.port()));
      page.locator(".controls summary").waitFor();

      page.navigate("http://127.0.0.1:%d/#door".formatted(pair.port()));

      page.locator("#large[data-camera=door] .facts").getByText("fake:door").waitFor();
      assertThat(page.locator(".controls").isVisible()).isFalse();
    }
  }
}
