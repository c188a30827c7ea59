package io.zoetrope.app.browser;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.zoetrope.app.Served;
import io.zoetrope.app.config.ConfigFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the element {@code <zoetrope-camera>} shows and says, on our pages and on others. */
final class PlayerIT {
  private static final Duration PATIENCE = Duration.ofMinutes(1);

  private static final String CAMERA = "cam=test:?size=1280x720&fps=10";

  @TempDir private Path folder;
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
  void saysHowItShowsPicturesAndHowLateTheyAre() throws Exception {
    try (Served served = Served.cameras(CAMERA)) {
      Page page = browser.open(served.url(""));
      Locator camera = page.locator("zoetrope-camera[data-picture=live]");
      camera.waitFor();

      await().atMost(PATIENCE).until(() -> info(page).matches("JPEG · \\d+ ms"));
      assertThat((String) camera.evaluate("camera => camera.method")).isEqualTo("JPEG");
      assertThat(((Number) camera.evaluate("camera => camera.delay")).doubleValue())
          .isBetween(0.0, 1000.0);
      assertThat((String) camera.evaluate("camera => camera.state")).isEqualTo("live");
    }
  }

  @Test
  void picturesWithoutSoundHaveNoButtonForIt() throws Exception {
    try (Served served = Served.cameras(CAMERA)) {
      Page page = browser.open(served.url("#cam"));
      page.locator("zoetrope-camera[data-picture=live]").waitFor();

      assertThat(page.locator(".stage zoetrope-camera .sound").isVisible()).isFalse();
    }
  }

  @Test
  void aPictureThatWasTakenLongAgoIsNotShownAsLive() throws Exception {
    try (Served served = Served.cameras("slow=test:?size=320x180&fps=0.05")) {
      Page first = browser.open(served.url(""));
      first.locator("zoetrope-camera[data-picture=live]").waitFor();
      await().atMost(PATIENCE).until(() -> info(first).matches(".* · [3-9] s old"));

      Page second = browser.open(served.url(""));

      second.locator("zoetrope-camera[data-picture=late]").waitFor();
    }
  }

  @Test
  void picturesThatComeButAreNotPaintedAreShownInAnotherWay() throws Exception {
    try (Served served = Served.cameras(CAMERA)) {
      Page page = browser.newContext().newPage();
      page.addInitScript("window.createImageBitmap = () => new Promise(() => {});");
      page.navigate(served.url(""));

      page.locator("zoetrope-camera[data-method=MJPEG][data-picture=live]").waitFor();
    }
  }

  @Test
  void aBrokenPictureIsFollowedByTheNextGoodOne() throws Exception {
    try (Served served = Served.cameras(CAMERA)) {
      Page page = browser.newContext().newPage();
      page.addInitScript(
          """
          const decode = window.createImageBitmap;
          let calls = 0;
          window.createImageBitmap = blob => ++calls < 4 ? Promise.reject(new Error('broken')) : decode(blob);
          """);
      page.navigate(served.url(""));

      page.locator("zoetrope-camera[data-method=JPEG][data-picture=live]").waitFor();
    }
  }

  @Test
  void aHiddenPageWatchesNothing() throws Exception {
    try (Served served = Served.cameras(CAMERA)) {
      Page page = browser.open(served.url(""));
      page.locator("zoetrope-camera[data-picture=live]").waitFor();

      page.evaluate(
          """
          () => {
            Object.defineProperty(document, 'hidden', {get: () => window.away, configurable: true});
            window.away = true;
            document.dispatchEvent(new Event('visibilitychange'));
          }
          """);
      await().atMost(PATIENCE).until(() -> viewers(served) == 0);
      page.locator("zoetrope-camera[data-picture=last]").waitFor();

      page.evaluate(
          "() => { window.away = false; document.dispatchEvent(new Event('visibilitychange')); }");
      page.locator("zoetrope-camera[data-picture=live]").waitFor();
    }
  }

  @Test
  void asksForPicturesOfTheSizeOfTheElement() throws Exception {
    try (Served served = Served.cameras(CAMERA)) {
      Page page = browser.newContext().newPage();
      page.setViewportSize(500, 800);
      page.navigate(served.url(""));
      await().atMost(PATIENCE).until(() -> canvasWidth(page) == 480);

      page.setViewportSize(280, 800);
      await().atMost(PATIENCE).until(() -> canvasWidth(page) == 320);

      page.setViewportSize(1800, 800);
      await().atMost(PATIENCE).until(() -> canvasWidth(page) == 1280);
    }
  }

  @Test
  void aSmallElementShowsTheSubStream() throws Exception {
    Path file =
        Files.writeString(
            folder.resolve("zoetrope.yaml"),
            """
            data: %s
            database: none
            server: {port: 0}
            cameras:
              cam: {source: 'test:?size=1280x720&fps=10', small: 'test:?size=240x136&fps=10'}
            """
                .formatted(folder));
    try (Served served =
        Served.of(ConfigFile.read(Optional.of(file), Map.of(), Map.of()).orThrow())) {
      Page page = browser.newContext().newPage();
      page.setViewportSize(600, 800);
      page.navigate(served.url(""));
      await().atMost(PATIENCE).until(() -> canvasWidth(page) == 240);

      page.setViewportSize(1800, 800);
      await().atMost(PATIENCE).until(() -> canvasWidth(page) == 1280);
    }
  }

  @Test
  void anotherSiteShowsACameraWithOneScriptAndOneElement() throws Exception {
    try (Served served = Served.cameras(CAMERA);
        OtherSite site = new OtherSite()) {
      site.showing(
          """
          <script type=module src='%s'></script>
          <style>zoetrope-camera { width: 400px }</style>
          <zoetrope-camera src='%s' alt='The door'></zoetrope-camera>
          <zoetrope-camera src='%s'></zoetrope-camera>
          """
              .formatted(
                  served.url("zoetrope-camera.js"),
                  served.url("cameras/cam"),
                  served.url("somewhere")));
      Page page = browser.open(site.origin() + "/");
      page.setDefaultTimeout(PATIENCE.toMillis());

      Locator camera = page.locator("zoetrope-camera[data-picture=live]");
      camera.waitFor();
      byte[] before = camera.screenshot();
      await().atMost(PATIENCE).until(() -> !Arrays.equals(camera.screenshot(), before));
      assertThat(page.locator("zoetrope-camera").last().locator(".note").innerText())
          .contains("not the address of a camera");
      assertThat(page.locator("zoetrope-camera").first().boundingBox().height).isEqualTo(225.0);
    }
  }

  @Test
  void aCameraThatIsNotThereIsNamed() throws Exception {
    try (Served served = Served.cameras(CAMERA)) {
      Page page = browser.open(served.url(""));
      page.evaluate(
          """
          () => {
            const camera = document.createElement('zoetrope-camera');
            camera.setAttribute('src', 'cameras/nowhere');
            document.body.prepend(camera);
          }
          """);

      await().atMost(PATIENCE).until(() -> note(page).contains("nowhere"));
    }
  }

  private static String info(Page page) {
    return page.locator("zoetrope-camera .info").first().textContent();
  }

  private static String note(Page page) {
    return page.locator("zoetrope-camera .note").first().textContent();
  }

  private static int canvasWidth(Page page) {
    return (int) page.locator("zoetrope-camera canvas").evaluate("canvas => canvas.width");
  }

  private static int viewers(Served served) throws Exception {
    JsonArray cameras = new JsonObject(served.get("api/cameras")).getJsonArray("cameras");
    return cameras.stream().mapToInt(camera -> ((JsonObject) camera).getInteger("viewers")).sum();
  }
}
