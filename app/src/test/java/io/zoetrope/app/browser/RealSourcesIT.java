package io.zoetrope.app.browser;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.microsoft.playwright.Page;
import io.vertx.core.json.JsonObject;
import io.zoetrope.app.Served;
import io.zoetrope.app.clients.Program;
import io.zoetrope.drivers.fixture.RtspCamera;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.assertj.core.data.Percentage;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A video file and an IP camera, live in Chromium. */
final class RealSourcesIT {
  private static final Duration PATIENCE = Duration.ofMinutes(1);
  private static final int CLIP_RATE = 12;

  @TempDir private Path folder;

  @Test
  void aFileAndACameraPlayInTheBrowserAtTheirOwnRates() throws Exception {
    Path clip = Program.clip(folder.resolve("clip.mp4"), CLIP_RATE);
    try (RtspCamera camera = RtspCamera.start();
        Served served =
            Served.cameras(
                "clip=file:" + clip + "?loop=true",
                "h264=" + camera.uri("h264"),
                "jpeg=" + camera.uri("jpeg"));
        Browser browser = Browser.launch()) {
      for (String shown : List.of("clip", "h264", "jpeg")) {
        Page page = browser.open(served.url("#" + shown));
        PictureWatch watch = PictureWatch.start(page, "#large zoetrope-camera");
        await().atMost(PATIENCE).until(() -> watch.changes().size() >= 40);
        double sourceRate = shown.equals("clip") ? CLIP_RATE : RtspCamera.PICTURES_PER_SECOND;
        System.out.printf(
            "%s: %.1f pictures/s in the browser, %.0f from the source%n",
            shown, rate(watch), sourceRate);
        await()
            .atMost(PATIENCE)
            .untilAsserted(() ->
                assertThat(measuredRate(served, shown))
                    .isCloseTo(sourceRate, Percentage.withPercentage(10)));
        page.close();
      }
    }
  }

  private static double rate(PictureWatch watch) {
    List<PictureWatch.Change> changes = watch.changes();
    return (changes.size() - 1)
        * 1000
        / (changes.getLast().atMillis() - changes.getFirst().atMillis());
  }

  private static double measuredRate(Served served, String camera) throws Exception {
    return new JsonObject(served.get("api/cameras/" + camera)).getDouble("fps");
  }
}
