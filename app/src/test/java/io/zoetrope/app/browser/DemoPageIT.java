package io.zoetrope.app.browser;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.microsoft.playwright.Page;
import io.zoetrope.app.Zoetrope;
import io.zoetrope.app.config.CameraConfig;
import io.zoetrope.app.config.Config;
import io.zoetrope.app.config.ServerConfig;
import io.zoetrope.core.driver.CameraUri;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

final class DemoPageIT {

  @Test
  void aNewcomerSeesTheDemoChanging() throws IOException {
    try (Zoetrope zoetrope = serve("demo=slideshow:");
        Browser browser = Browser.launch()) {
      List<String> complaints = new ArrayList<>();
      Page page = browser.open(address(zoetrope));
      page.onConsoleMessage(message -> complaints.add(message.text()));
      PictureWatch watch = PictureWatch.start(page, "[data-camera=demo] img");
      await().atMost(Duration.ofSeconds(20)).until(() -> watch.changes().size() >= 4);
      assertThat(page.locator("[data-camera=demo]").innerText()).contains("demo").contains("1280");
      assertThat(complaints).isEmpty();
    }
  }

  @Test
  void aMovingPictureMovesInTheBrowser() throws IOException {
    try (Zoetrope zoetrope = serve("moving=test:?size=640x360&fps=25");
        Browser browser = Browser.launch()) {
      Page page = browser.open(address(zoetrope));
      PictureWatch watch = PictureWatch.start(page, "[data-camera=moving] img");
      await().atMost(Duration.ofSeconds(30)).until(() -> watch.changes().size() >= 50);
    }
  }

  @Test
  void aSlowStreamShowsEachPictureWhenItIsTakenAndNotWithTheNext() throws Exception {
    try (Zoetrope zoetrope = serve("slow=test:?size=640x360&fps=1");
        Browser browser = Browser.launch()) {
      Page page = browser.open(address(zoetrope));
      PictureWatch watch = PictureWatch.start(page, "[data-camera=slow] img");
      await().atMost(Duration.ofSeconds(20)).until(() -> watch.changes().size() >= 3);
      List<Double> captured = captureTimes(address(zoetrope) + "cameras/slow/stream.mjpg", 6);
      await()
          .atMost(Duration.ofSeconds(20))
          .until(() -> watch.changes().getLast() >= captured.getLast());
      List<Double> delays =
          captured.stream()
              .skip(1)
              .map(time ->
                  watch.changes().stream()
                          .filter(change -> change >= time)
                          .findFirst()
                          .orElseThrow()
                      - time)
              .sorted()
              .toList();
      System.out.println("From capture to pixels, in ms: " + delays);
      // With the next picture it would be a thousand.
      assertThat(delays.get(delays.size() / 2)).isLessThan(500);
    }
  }

  private static List<Double> captureTimes(String stream, int count)
      throws IOException, InterruptedException {
    HttpRequest request = HttpRequest.newBuilder(URI.create(stream)).build();
    try (HttpClient client = HttpClient.newHttpClient()) {
      var body = client.send(request, HttpResponse.BodyHandlers.ofLines()).body();
      List<Double> times =
          body.filter(line -> line.startsWith("X-Timestamp: "))
              .limit(count)
              .map(line -> Double.parseDouble(line.substring(13)) * 1000)
              .toList();
      client.shutdownNow();
      return times;
    }
  }

  private static Zoetrope serve(String... cameras) throws IOException {
    List<CameraConfig> all = new ArrayList<>();
    for (String camera : cameras) {
      String[] parts = camera.split("=", 2);
      all.add(new CameraConfig(parts[0], CameraUri.parse(parts[1]), CameraConfig.STANDARD_LINGER));
    }
    return Zoetrope.start(new Config(new ServerConfig("127.0.0.1", 0), all, Optional.empty()));
  }

  private static String address(Zoetrope zoetrope) {
    return "http://127.0.0.1:" + zoetrope.port() + "/";
  }
}
