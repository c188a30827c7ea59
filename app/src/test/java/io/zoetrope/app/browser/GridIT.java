package io.zoetrope.app.browser;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.microsoft.playwright.Page;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.zoetrope.app.Served;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The page with many cameras, with one that fails, and behind a proxy. */
final class GridIT {
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

  @ParameterizedTest
  @CsvSource({"16, 10", "64, 2"})
  void manyCamerasMoveOverOneConnection(int count, int fps) throws Exception {
    try (Served served = cameras(count, fps)) {
      Page page = browser.newContext().newPage();
      page.setViewportSize(2000, 4200);
      List<String> sockets = new ArrayList<>();
      List<String> requests = new ArrayList<>();
      page.onWebSocket(socket -> {
        if (socket.url().endsWith("/api/live")) {
          sockets.add(socket.url());
        }
      });
      page.onRequest(request -> requests.add(request.url()));
      page.navigate(served.url(""));

      Movement movement = Movement.start(page);
      await()
          .atMost(PATIENCE)
          .until(
              () -> movement.changes().stream().filter(changes -> changes >= 4).count() == count);

      assertThat(sockets).hasSize(1);
      assertThat(requests)
          .noneMatch(url -> url.contains("stream.mjpg") || url.contains("snapshot.jpg"));
      assertThat(page.locator("zoetrope-camera[data-method=JPEG]").count()).isEqualTo(count);
    }
  }

  @Test
  void onlyCardsInViewAreSent() throws Exception {
    try (Served served = cameras(12, 5)) {
      Page page = browser.newContext().newPage();
      page.setViewportSize(390, 700);
      page.navigate(served.url(""));
      await()
          .atMost(PATIENCE)
          .untilAsserted(() ->
              assertThat(watched(served))
                  .hasSizeBetween(1, 5)
                  .contains("cam0")
                  .doesNotContain("cam11"));

      page.locator("[data-camera=cam11]").scrollIntoViewIfNeeded();

      await()
          .atMost(PATIENCE)
          .untilAsserted(() ->
              assertThat(watched(served))
                  .hasSizeBetween(1, 6)
                  .contains("cam11")
                  .doesNotContain("cam0"));
    }
  }

  @Test
  void sixTabsWithBareStreamsDoNotStopThePage() throws Exception {
    try (Served served = cameras(3, 5)) {
      var windows = browser.newContext();
      Page page = windows.newPage();
      page.navigate(served.url(""));
      Movement movement = Movement.start(page);
      for (int i = 0; i < 6; i++) {
        Page tab = windows.newPage();
        tab.evaluate("url => { location.href = url; }", served.url("cameras/cam0/stream.mjpg"));
      }
      await().atMost(PATIENCE).until(() -> viewers(served) >= 3 + 5);
      await().atMost(PATIENCE).until(() -> !movement.changes().isEmpty());
      List<Integer> before = movement.changes();

      await()
          .atMost(PATIENCE)
          .until(() ->
              IntStream.range(0, 3).allMatch(i -> movement.changes().get(i) > before.get(i) + 50));
      assertThat(page.locator("#banner").innerText()).isEmpty();
    }
  }

  @Test
  void navigationRespondsAtOnceWithSixOtherGridsOpen() throws Exception {
    try (Served served = cameras(6, 5)) {
      var windows = browser.newContext();
      List<Page> pages = IntStream.range(0, 6).mapToObj(_ -> windows.newPage()).toList();
      pages.forEach(page -> page.navigate(served.url("")));
      pages.forEach(page -> page.locator("[data-picture=live]").nth(3).waitFor());

      Page page = windows.newPage();
      for (String path : List.of("tasks", "events", "publish/cam0", "")) {
        page.navigate(served.url(path), new Page.NavigateOptions().setTimeout(10_000));
      }
    }
  }

  @Test
  void aFailingCameraSaysWhyInItsPictureAndBelowIt() throws Exception {
    try (Served served = Served.cameras("gone=rtsp://me:s3cret@127.0.0.1:9/x")) {
      Page page = browser.open(served.url(""));
      await()
          .atMost(PATIENCE)
          .untilAsserted(() ->
              assertThat(page.locator("[data-camera=gone] .trouble").innerText())
                  .contains("connection refused"));
      page.locator("[data-camera=gone] [data-picture=placeholder][data-state=retrying]").waitFor();
      assertThat(page.locator("[data-camera=gone] canvas").evaluate("canvas => canvas.width"))
          .isIn(640, 960, 1280);
      assertThat(page.locator("[data-camera=gone] .note").innerText()).isEmpty();
      assertThat((String) page.locator("zoetrope-camera").evaluate("camera => camera.reason"))
          .contains("connection refused");
      assertThat(page.content()).doesNotContain("s3cret");
    }
  }

  @Test
  void aViewerWhoLeavesThePageStopsWatching() throws Exception {
    try (Served served = cameras(1, 5)) {
      Page page = browser.open(served.url(""));
      await().atMost(PATIENCE).until(() -> viewers(served) == 1);
      page.navigate("about:blank");
      await().atMost(PATIENCE).until(() -> viewers(served) == 0);
    }
  }

  @ParameterizedTest
  @CsvSource({"true, JPEG", "false, MJPEG"})
  void worksUnderAPathPrefixWithAndWithoutWebSockets(boolean sockets, String method)
      throws Exception {
    try (Served served = cameras(6, 5);
        PrefixProxy proxy = new PrefixProxy("/cams", URI.create(served.url("")).getPort())) {
      if (!sockets) {
        proxy.withoutWebSockets();
      }
      Page page = browser.open(proxy.url() + "/");
      Movement movement = Movement.start(page);

      await()
          .atMost(PATIENCE)
          .until(() -> movement.changes().stream().filter(changes -> changes >= 3).count() == 6);
      assertThat(page.locator("zoetrope-camera").first().getAttribute("data-method"))
          .isEqualTo(method);
      assertThat(proxy.requestsOutsidePrefix()).isZero();
      assertThat(page.locator("#banner").innerText()).isEmpty();
    }
  }

  private static Served cameras(int count, int fps) throws Exception {
    return Served.cameras(
        IntStream.range(0, count)
            .mapToObj(i -> "cam%d=test:?size=320x180&fps=%d".formatted(i, fps))
            .toArray(String[]::new));
  }

  private static List<String> watched(Served served) throws Exception {
    return all(served).stream()
        .filter(camera -> camera.getInteger("viewers") > 0)
        .map(camera -> camera.getString("id"))
        .toList();
  }

  private static int viewers(Served served) throws Exception {
    return all(served).stream().mapToInt(camera -> camera.getInteger("viewers")).sum();
  }

  private static List<JsonObject> all(Served served) throws Exception {
    JsonArray cameras = new JsonObject(served.get("api/cameras")).getJsonArray("cameras");
    return cameras.stream().map(JsonObject.class::cast).toList();
  }
}
