package io.zoetrope.app.browser;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.microsoft.playwright.Page;
import io.vertx.core.json.JsonObject;
import io.zoetrope.app.Served;
import java.net.URI;
import java.time.Duration;
import java.util.concurrent.Callable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** A browser with a camera publishes, and another browser watches it. */
final class PublishPageIT {
  private static final Duration PATIENCE = Duration.ofMinutes(1);

  private static Browser phone;

  @BeforeAll
  static void launch() {
    phone = Browser.launch("--use-fake-device-for-media-stream", "--use-fake-ui-for-media-stream");
  }

  @AfterAll
  static void close() {
    phone.close();
  }

  @Test
  void aPhoneIsACameraForAnotherBrowserAndSendsOnlyWhileWatched() throws Exception {
    try (Served served = Served.cameras("phone=push:");
        Browser elsewhere = Browser.launch()) {
      Page publisher = publisher(served.url("publish/phone"));
      publisher.click("#toggle");
      until(() -> state(publisher).equals("waiting"));
      assertThat(publisher.innerText("#status")).contains("Nobody is watching");
      assertThat(publisher.innerText("#sent")).isEqualTo("0");

      Page viewer = elsewhere.open(served.url("#phone"));
      PictureWatch watch = PictureWatch.start(viewer, "#large zoetrope-camera");
      until(() -> watch.changes().size() >= 20);
      assertThat(state(publisher)).isEqualTo("live");
      assertThat(camera(served).getInteger("width")).isEqualTo(1280);
      until(() -> Integer.parseInt(publisher.innerText("#sent")) >= 20);

      viewer.navigate("about:blank");
      until(() -> state(publisher).equals("waiting"));
      String sent = publisher.innerText("#sent");
      until(() -> publisher.innerText("#fps").equals("0.0 fps"));
      assertThat(Integer.parseInt(publisher.innerText("#sent")) - Integer.parseInt(sent))
          .isLessThan(10);
      publisher.close();
    }
  }

  @Test
  void aViewerOfAFailingCameraSeesThePhoneAsSoonAsItStarts() throws Exception {
    try (Served served = Served.cameras("phone=push:")) {
      Page viewer = phone.open(served.url("#phone"));
      until(() -> viewer.innerText("#large .trouble").contains("/publish/phone"));
      Page publisher = publisher(served.url("publish/phone"));
      publisher.click("#toggle");
      until(() -> camera(served).getString("state").equals("live"));
      publisher.click("#toggle");
      until(() -> viewer.innerText("#large .trouble").contains("publisher has left"));
      publisher.close();
      viewer.close();
    }
  }

  @Test
  void aSecondPublisherIsRefusedAndLetInLater() throws Exception {
    try (Served served = Served.cameras("phone=push:")) {
      Page first = publisher(served.url("publish/phone"));
      first.click("#toggle");
      until(() -> state(first).equals("waiting"));
      Page second = publisher(served.url("publish/phone"));
      second.click("#toggle");
      until(() -> state(second).equals("refused"));
      assertThat(second.innerText("#status")).contains("Somebody else is publishing");

      first.click("#toggle");
      until(() -> state(second).equals("waiting"));
      first.close();
      second.close();
    }
  }

  @Test
  void theNewestPublisherTakesOverIfAllowedAndTheOtherYields() throws Exception {
    try (Served served = Served.cameras("phone=push:?takeover=true")) {
      Page first = publisher(served.url("publish/phone"));
      first.click("#toggle");
      until(() -> state(first).equals("waiting"));
      Page second = publisher(served.url("publish/phone"));
      second.click("#toggle");
      until(() -> state(second).equals("waiting"));
      until(() -> state(first).equals("refused"));
      assertThat(first.innerText("#status")).contains("taken this camera over");
      assertThat(first.innerText("#toggle")).isEqualTo("Start");
      first.close();
      second.close();
    }
  }

  @Test
  void asksForTheKeyOfACameraThatHasOne() throws Exception {
    try (Served served = Served.cameras("phone=push:?key=s3cret")) {
      Page page = publisher(served.url("publish/phone"));
      page.click("#toggle");
      until(() -> page.isVisible("#key"));
      page.fill("#key", "wrong");
      page.click("#toggle");
      until(() -> page.innerText("#status").contains("not this camera’s key"));
      page.fill("#key", "s3cret");
      page.press("#key", "Enter");
      until(() -> state(page).equals("waiting"));
      assertThat(page.isVisible("#key")).isFalse();
      page.close();
    }
  }

  @Test
  void saysWhyItCannotBeUsed() throws Exception {
    try (Served served = Served.cameras("demo=slideshow:")) {
      Page other = publisher(served.url("publish/demo"));
      until(() -> other.innerText("#status").contains("has its own source"));
      assertThat(other.isDisabled("#toggle")).isTrue();
      Page nothing = publisher(served.url("publish/nothing"));
      until(() -> nothing.innerText("#status").contains("There is no camera 'nothing'"));
      other.close();
      nothing.close();
    }
  }

  @Test
  void saysThatBrowsersGiveTheCameraOnlyOnHttps() throws Exception {
    try (Served served = Served.cameras("phone=push:");
        Browser insecure = Browser.launch("--host-resolver-rules=MAP cam.lan 127.0.0.1")) {
      int port = URI.create(served.url("")).getPort();
      Page page = insecure.open("http://cam.lan:" + port + "/publish/phone");
      until(() -> page.innerText("#status").contains("only on https://"));
      assertThat(page.isDisabled("#toggle")).isTrue();
    }
  }

  @Test
  void reconnectsByItself() throws Exception {
    try (Served served = Served.cameras("phone=push:?takeover=true")) {
      Page page = publisher(served.url("publish/phone"));
      listSockets(page);
      page.click("#toggle");
      until(() -> state(page).equals("waiting"));
      page.evaluate("() => window.sockets[0].close()");
      until(() -> ((Number) page.evaluate("() => window.sockets.length")).intValue() == 2);
      until(() -> state(page).equals("waiting"));
      page.close();
    }
  }

  @Test
  void showsTheCameraThatWasChosenLastHoweverLateAnotherIsOpened() throws Exception {
    try (Served served = Served.cameras("phone=push:")) {
      Page page = publisher(served.url("publish/phone"));
      page.click("#toggle");
      until(() -> state(page).equals("waiting"));
      holdEachCall(page, "getUserMedia");

      page.selectOption("#size", "640x360");
      page.selectOption("#size", "1920x1080");
      page.evaluate("() => window.held[1]()");
      until(() -> page.innerText("#pixels").startsWith("1920"));
      page.evaluate("() => window.held[0]()");

      assertThat(
              page.evaluate(
                  "() => document.querySelector('#preview').srcObject.getVideoTracks()[0].getSettings().width"))
          .isEqualTo(1920);
      page.close();
    }
  }

  @Test
  void publishesNothingAfterStopHasBeenPressedWhileItStarts() throws Exception {
    try (Served served = Served.cameras("phone=push:")) {
      Page page = publisher(served.url("publish/phone"));
      listSockets(page);
      holdEachCall(page, "enumerateDevices");

      page.click("#toggle");
      page.waitForFunction("() => window.held.length === 1");
      page.click("#toggle");
      page.evaluate("() => window.held[0]()");

      assertThat(state(page)).isEqualTo("idle");
      assertThat(page.evaluate("() => window.sockets.length")).isEqualTo(0);
      page.close();
    }
  }

  private static void listSockets(Page page) {
    page.evaluate(
        """
        () => {
          window.sockets = [];
          const plain = window.WebSocket;
          window.WebSocket = function (url) {
            const socket = new plain(url);
            window.sockets.push(socket);
            return socket;
          };
        }
        """);
  }

  /** Lets the page wait for what it asks the browser's cameras, until the test says so. */
  private static void holdEachCall(Page page, String method) {
    page.evaluate(
        """
        (method) => {
          window.held = [];
          const plain = navigator.mediaDevices[method].bind(navigator.mediaDevices);
          navigator.mediaDevices[method] = (what) => new Promise((answer) => window.held.push(async () => {
            answer(await plain(what));
            await new Promise((done) => setTimeout(done)); // By then the page has made use of it.
          }));
        }
        """,
        method);
  }

  private static Page publisher(String url) {
    return phone.open(url);
  }

  private static String state(Page page) {
    return String.valueOf(page.getAttribute("body", "data-state"));
  }

  private static JsonObject camera(Served served) throws Exception {
    return new JsonObject(served.get("api/cameras/phone"));
  }

  private static void until(Callable<Boolean> condition) {
    await().atMost(PATIENCE).until(condition);
  }
}
