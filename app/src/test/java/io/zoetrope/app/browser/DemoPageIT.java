package io.zoetrope.app.browser;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.microsoft.playwright.Page;
import io.zoetrope.app.Served;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

final class DemoPageIT {

  @Test
  void aNewcomerSeesTheDemoChanging() throws IOException {
    try (Served served = Served.cameras("demo=slideshow:");
        Browser browser = Browser.launch()) {
      List<String> complaints = new ArrayList<>();
      Page page = browser.open(served.url(""));
      page.onConsoleMessage(message -> complaints.add(message.text()));
      PictureWatch watch = PictureWatch.start(page, "[data-camera=demo] zoetrope-camera");
      await().until(() -> watch.changes().size() >= 4);
      assertThat(page.locator("[data-camera=demo]").innerText()).contains("demo").contains("1280");
      // Where an answer takes long, the page asks by a WebSocket whether the server is there.
      complaints.removeIf(text -> text.contains("/healthz"));
      assertThat(complaints).isEmpty();
    }
  }

  @Test
  void aMovingPictureMovesInTheBrowser() throws IOException {
    try (Served served = Served.cameras("moving=test:?size=640x360&fps=25");
        Browser browser = Browser.launch()) {
      Page page = browser.open(served.url(""));
      PictureWatch watch = PictureWatch.start(page, "[data-camera=moving] zoetrope-camera");
      await().until(() -> watch.changes().size() >= 50);
    }
  }
}
