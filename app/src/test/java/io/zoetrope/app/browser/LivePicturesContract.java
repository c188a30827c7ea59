package io.zoetrope.app.browser;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.zoetrope.app.Served;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestMethodOrder;

/** Live pictures on the page, in one kind of browser. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
abstract class LivePicturesContract {
  private static final Duration PATIENCE = Duration.ofMinutes(1);

  private static final Duration STEADY = Duration.ofSeconds(20);

  private static final Duration BACK = Duration.ofSeconds(10);
  private static final int SOON_MILLIS = 2000;
  private static final String[] CAMERAS = {
    "a=test:?size=320x180&fps=5", "b=test:?size=320x180&fps=5", "c=test:?size=320x180&fps=5"
  };

  private final BrowserEngine engine;
  private BrowserSession browser;
  private Served steadyServer;
  private BrowserTab steadyPage;
  private PictureWatch steadyPicture;
  private Instant steadySince;
  private Served served;

  LivePicturesContract(BrowserEngine engine) {
    this.engine = engine;
  }

  /** Slow tests start here, on their own server and so on their own connections. */
  @BeforeAll
  void launch() throws IOException {
    browser = engine.launch();
    steadyServer = Served.cameras("steady=test:?size=320x180&fps=5");
    steadyPage = browser.open(steadyServer.url(""));
    await().atMost(PATIENCE).until(() -> seen(steadyPage) == 1);
    steadyPicture = PictureWatch.start(steadyPage, "zoetrope-camera");
    steadySince = Instant.now();
    var _ =
        steadyPage.evaluate(
            """
            (camera => {
              window.interruptions = [];
              new MutationObserver(() => ['live', 'late'].includes(camera.picture) || interruptions.push(camera.picture))
                .observe(camera, {attributeFilter: ['data-picture']});
            })(document.querySelector('zoetrope-camera'))
            """);
  }

  @AfterAll
  void end() {
    if (browser != null) {
      browser.close();
    }
    if (steadyServer != null) {
      steadyServer.close();
    }
  }

  @BeforeEach
  void serve() throws IOException {
    served = Served.cameras(CAMERAS);
  }

  @AfterEach
  void stop() {
    served.close();
  }

  @Test
  @Order(1)
  void enlargingOneCameraStopsTheOthersUntilTheGridReturns() throws Exception {
    try (BrowserTab page = browser.open(served.url(""))) {
      await().atMost(PATIENCE).until(() -> viewers().equals(List.of(1, 1, 1)));

      var _ = page.evaluate("location.hash = '#b'");
      await().atMost(PATIENCE).until(() -> viewers().equals(List.of(0, 1, 0)));

      var _ = page.evaluate("location.hash = ''");
      await().atMost(PATIENCE).until(() -> viewers().equals(List.of(1, 1, 1)));
    }
  }

  @Test
  @Order(2)
  void aStreamOpenInOneWindowStartsAtOnceInAnother() throws Exception {
    try (BrowserTab direct = browser.open(served.url("cameras/a/stream.mjpg"));
        BrowserTab first = openLarge("a")) {
      assertThat(millisToPicture(first)).isLessThan(SOON_MILLIS);
      try (BrowserTab second = openLarge("a")) {
        assertThat(millisToPicture(second)).isLessThan(SOON_MILLIS);
        // To a camera, all who watch it in one size are one viewer.
        await().atMost(PATIENCE).until(() -> viewers().equals(List.of(2, 0, 0)));
      }
      assertThat(direct.is("document.images[0].naturalWidth > 1")).isTrue();
    }
  }

  @Test
  @Order(3)
  void pictureAfterPictureArrivesOverOneConnection() throws Exception {
    try (BrowserTab page = browser.open(served.url(""))) {
      await().atMost(PATIENCE).until(() -> seen(page) == CAMERAS.length);
      Movement movement = Movement.start(page);
      await()
          .atMost(PATIENCE)
          .until(() -> movement.changes().stream().filter(changes -> changes > 5).count() == 3);
      assertThat(page.text("document.querySelector('zoetrope-camera').method")).isEqualTo("JPEG");
      assertThat(
              number(
                  page,
                  "performance.getEntriesByType('resource')"
                      + ".filter(({name}) => name.includes('stream.mjpg')).length"))
          .isZero();
    }
  }

  @Test
  @Order(4)
  void aRestartOfTheServerBringsAllPicturesBack() throws Exception {
    try (BrowserTab page = browser.open(served.url(""))) {
      await().atMost(PATIENCE).until(() -> seen(page) == CAMERAS.length);
      served.close();
      await().atMost(PATIENCE).until(() -> banner(page).startsWith("Lost connection"));
      await().atMost(PATIENCE).until(() -> inSight(page) == CAMERAS.length);

      served = Served.again(served.port(), CAMERAS);

      await()
          .atMost(BACK)
          .until(() -> viewers().equals(List.of(1, 1, 1)) && banner(page).isEmpty());
      await().atMost(PATIENCE).until(() -> seen(page) == CAMERAS.length);
    }
  }

  @Test
  @Order(Integer.MAX_VALUE)
  void aHealthyPictureIsNeverInterrupted() {
    await()
        .atMost(STEADY.plus(PATIENCE))
        .until(() -> Instant.now().isAfter(steadySince.plus(STEADY)));
    assertThat(steadyPage.evaluate("interruptions")).isEqualTo(new JsonArray());
    assertThat(steadyPicture.changes()).hasSizeGreaterThan(2);
    assertThat(browser.errors()).filteredOn(error -> !isOfTheNetwork(error)).isEmpty();
  }

  private BrowserTab openLarge(String camera) {
    BrowserTab page = browser.open(served.url("#" + camera));
    await()
        .atMost(PATIENCE)
        .until(() -> page.is("document.querySelector('#large zoetrope-camera')"));
    return page;
  }

  private static long millisToPicture(BrowserTab page) {
    long began = System.nanoTime();
    await().atMost(PATIENCE).until(() -> seen(page) == 1);
    return Duration.ofNanos(System.nanoTime() - began).toMillis();
  }

  private static int seen(BrowserTab page) {
    return number(page, "document.querySelectorAll('[data-picture=live]').length");
  }

  /** How many pictures show something, be it the last before the server went. */
  private static int inSight(BrowserTab page) {
    return number(
        page,
        BrowserTab.PICTURES
            + "('zoetrope-camera').filter(picture => (picture.naturalWidth ?? picture.width) > 1).length");
  }

  private static String banner(BrowserTab page) {
    return String.valueOf(page.text("document.querySelector('#banner')?.textContent"));
  }

  private static int number(BrowserTab page, String expression) {
    return (Integer) Objects.requireNonNullElse(page.evaluate(expression), -1);
  }

  private List<Integer> viewers() throws IOException, InterruptedException {
    JsonArray cameras = new JsonObject(served.get("api/cameras")).getJsonArray("cameras");
    return cameras.stream().map(camera -> ((JsonObject) camera).getInteger("viewers")).toList();
  }

  /** Chromium reports what it could not load while there was no server. */
  private static boolean isOfTheNetwork(String error) {
    return error.contains("net::ERR")
        || error.contains("WebSocket")
        || error.contains("connection");
  }
}
