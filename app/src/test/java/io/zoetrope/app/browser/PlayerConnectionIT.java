package io.zoetrope.app.browser;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import io.zoetrope.app.Served;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What becomes of {@code <zoetrope-camera>} when its connection fails. */
final class PlayerConnectionIT {
  private static final Duration PATIENCE = Duration.ofMinutes(1);

  /** A busy machine may take longer to start things, but not to notice that they have not come. */
  private static final Duration SOON = Duration.ofSeconds(10);

  private static final String CAMERA = "cam=test:?size=1280x720&fps=10";

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
  void aRestartedServerIsWatchedAgainWithinThreeSeconds() throws Exception {
    Served served = Served.cameras(CAMERA);
    try {
      Page page = browser.open(served.url(""));
      Locator live = page.locator("zoetrope-camera[data-picture=live]");
      live.waitFor();
      int port = served.port();
      served.close();
      page.locator("zoetrope-camera[data-picture=last]").waitFor();
      await().atMost(SOON).until(() -> note(page).contains("cannot be reached"));
      assertThat(page.locator("zoetrope-camera canvas").isVisible()).isTrue();

      served = Served.again(port, CAMERA);
      long back = System.nanoTime();
      live.waitFor();

      assertThat(Duration.ofNanos(System.nanoTime() - back)).isLessThan(Duration.ofSeconds(3));
      assertThat(note(page)).isEmpty();
    } finally {
      served.close();
    }
  }

  @Test
  void aNetworkThatReturnsBringsTheLivePictureBackWithinThreeSeconds() throws Exception {
    try (Served served = Served.cameras(CAMERA);
        HeldNetwork network = new HeldNetwork(served.port())) {
      Page page = browser.open(network.url());
      page.setDefaultTimeout(PATIENCE.toMillis());
      Locator live = page.locator("zoetrope-camera[data-picture=live]");
      live.waitFor();

      network.hold(true);
      page.locator("zoetrope-camera[data-picture=last]").waitFor();
      assertThat(note(page)).contains("cannot be reached");
      network.hold(false);
      long back = System.nanoTime();
      live.waitFor();

      assertThat(Duration.ofNanos(System.nanoTime() - back)).isLessThan(Duration.ofSeconds(3));
    }
  }

  @Test
  void aWebSocketThatOpensAndStaysSilentIsGivenUpForImages() throws Exception {
    try (Served served = Served.cameras(CAMERA)) {
      Page page = browser.newContext().newPage();
      page.routeWebSocket("**/api/live", _ -> {});
      page.navigate(served.url(""));

      page.locator("zoetrope-camera[data-method=MJPEG][data-picture=live]").waitFor();
    }
  }

  private static String note(Page page) {
    return page.locator("zoetrope-camera .note").first().textContent();
  }
}
