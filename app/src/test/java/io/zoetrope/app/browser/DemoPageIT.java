package io.zoetrope.app.browser;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.microsoft.playwright.Page;
import io.zoetrope.app.Served;
import java.io.IOException;
import java.time.Duration;
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
      PictureWatch watch = PictureWatch.start(page, "[data-camera=demo] img");
      await().atMost(Duration.ofSeconds(20)).until(() -> watch.changes().size() >= 4);
      assertThat(page.locator("[data-camera=demo]").innerText()).contains("demo").contains("1280");
      assertThat(complaints).isEmpty();
    }
  }

  @Test
  void aMovingPictureMovesInTheBrowser() throws IOException {
    try (Served served = Served.cameras("moving=test:?size=640x360&fps=25");
        Browser browser = Browser.launch()) {
      Page page = browser.open(served.url(""));
      PictureWatch watch = PictureWatch.start(page, "[data-camera=moving] img");
      await().atMost(Duration.ofSeconds(30)).until(() -> watch.changes().size() >= 50);
    }
  }

  @Test
  void aSlowStreamShowsEachPictureWhenItIsTakenAndNotWithTheNext() throws Exception {
    try (Served served = Served.cameras("slow=test:?size=640x360&fps=1");
        Browser browser = Browser.launch()) {
      assertShownWhenTaken(served, browser.open(served.url("")), "[data-camera=slow] img");
    }
  }

  /** Without https, browsers say what a picture is for only to the machine they run on. */
  @Test
  void aSlowStreamIsShownAtOnceAlsoOnAnotherMachine() throws Exception {
    try (Served served = Served.cameras("slow=test:?size=640x360&fps=1");
        Browser browser = Browser.launch("--host-resolver-rules=MAP camera.example 127.0.0.1")) {
      String address = served.url("").replace("127.0.0.1", "camera.example");
      assertShownWhenTaken(served, browser.open(address), "[data-camera=slow] img");
    }
  }

  @Test
  void aSlowStreamIsShownAtOnceAlsoInATabOfItsOwn() throws Exception {
    try (Served served = Served.cameras("slow=test:?size=640x360&fps=1");
        Browser browser = Browser.launch()) {
      assertShownWhenTaken(served, browser.begin(served.url("cameras/slow/stream.mjpg")), "img");
    }
  }

  private static void assertShownWhenTaken(Served served, Page page, String selector)
      throws Exception {
    PictureWatch watch = PictureWatch.start(page, selector);
    await().atMost(Duration.ofSeconds(20)).until(() -> watch.changes().size() >= 3);
    List<Double> captured = served.captureTimes("cameras/slow/stream.mjpg", 6);
    await()
        .atMost(Duration.ofSeconds(20))
        .until(() -> watch.changes().getLast() >= captured.getLast());
    List<Double> delays =
        captured.stream()
            .skip(1)
            .map(time ->
                watch.changes().stream().filter(change -> change >= time).findFirst().orElseThrow()
                    - time)
            .sorted()
            .toList();
    System.out.println("From capture to pixels, in ms: " + delays);
    // With the next picture it would be a thousand.
    assertThat(delays.get(delays.size() / 2)).isLessThan(500);
  }
}
