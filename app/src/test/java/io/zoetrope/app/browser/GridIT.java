package io.zoetrope.app.browser;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.zoetrope.app.Served;
import java.net.URI;
import java.time.Duration;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/**
 * The page with more cameras than a browser has connections, with one that fails, and behind a
 * proxy.
 */
final class GridIT {
  private static final Duration PATIENCE = Duration.ofMinutes(1);

  @Test
  void showsEightCamerasWithAtMostFiveStreams() throws Exception {
    String[] cameras =
        IntStream.range(0, 8)
            .mapToObj(i -> "cam" + i + "=test:?size=320x180&fps=5")
            .toArray(String[]::new);
    try (Served served = Served.cameras(cameras);
        Browser browser = Browser.launch()) {
      Page page = browser.open(served.url(""));
      page.setViewportSize(1600, 1400);
      Locator streams = page.locator("[data-picture=stream][data-seen]");
      Locator stills = page.locator("[data-picture=still][data-seen]");
      await().atMost(PATIENCE).untilAsserted(() -> assertThat(streams.count()).isEqualTo(5));
      await().atMost(PATIENCE).untilAsserted(() -> assertThat(stills.count()).isEqualTo(3));
      assertThat(viewers(served)).isLessThanOrEqualTo(6);
    }
  }

  @Test
  void aFailingCameraSaysWhyInItsPictureAndBelowIt() throws Exception {
    try (Served served = Served.cameras("gone=rtsp://me:s3cret@127.0.0.1:9/x");
        Browser browser = Browser.launch()) {
      Page page = browser.open(served.url(""));
      await()
          .atMost(PATIENCE)
          .untilAsserted(() ->
              assertThat(page.locator("[data-camera=gone] .trouble").innerText())
                  .contains("connection refused"));
      await()
          .atMost(PATIENCE)
          .untilAsserted(() ->
              assertThat(
                      page.locator("[data-camera=gone] img")
                          .evaluate("image => image.naturalWidth"))
                  .isEqualTo(1280));
      assertThat(page.content()).doesNotContain("s3cret");
    }
  }

  @Test
  void aViewerWhoLeavesThePageStopsWatching() throws Exception {
    try (Served served = Served.cameras("cam=test:?size=320x180&fps=5");
        Browser browser = Browser.launch()) {
      Page page = browser.open(served.url(""));
      await().atMost(PATIENCE).until(() -> viewers(served) == 1);
      page.navigate("about:blank");
      await().atMost(PATIENCE).until(() -> viewers(served) == 0);
    }
  }

  @Test
  void worksUnderAPathPrefix() throws Exception {
    try (Served served = Served.cameras("cam=test:?size=320x180&fps=5");
        PrefixProxy proxy = new PrefixProxy("/cams", URI.create(served.url("")).getPort());
        Browser browser = Browser.launch()) {
      Page page = browser.open(proxy.url() + "/");
      PictureWatch watch = PictureWatch.start(page, "[data-camera=cam] img");
      await().atMost(PATIENCE).until(() -> watch.changes().size() >= 5);
      assertThat(proxy.requestsOutsidePrefix()).isZero();
    }
  }

  private static int viewers(Served served) throws Exception {
    JsonArray cameras = new JsonObject(served.get("api/cameras")).getJsonArray("cameras");
    return cameras.stream().mapToInt(camera -> ((JsonObject) camera).getInteger("viewers")).sum();
  }
}
