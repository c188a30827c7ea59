package io.zoetrope.app.browser;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.microsoft.playwright.Page;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.zoetrope.app.Served;
import io.zoetrope.app.config.ConfigFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A page with many cameras, and what is reported of it. */
final class PageOfManyIT {
  private static final Duration PATIENCE = Duration.ofMinutes(1);

  private static final Duration A_WHILE = Duration.ofSeconds(12);

  @TempDir private Path folder;
  private Served served;
  private Browser browser;

  @BeforeEach
  void start() throws Exception {
    StringBuilder yaml =
        new StringBuilder("data: %s\nserver: {port: 0}\ncameras:\n".formatted(folder));
    IntStream.range(0, 9)
        .forEach(i ->
            yaml.append(
                "  cam%d: {source: 'test:?size=320x180&fps=5', name: 'Camera <%d>', linger: 1s}\n"
                    .formatted(i, i)));
    yaml.append("  gone: {source: 'file:/nowhere/clip.mp4', name: מצלמה, linger: 1s}\n");
    Path file = Files.writeString(folder.resolve("zoetrope.yaml"), yaml);
    served = Served.of(ConfigFile.read(Optional.of(file), Map.of(), Map.of()).orThrow());
    browser = Browser.launch();
  }

  @AfterEach
  void stop() {
    browser.close();
    served.close();
  }

  @Test
  void anOpenPageCausesOneEventPerFailedCamera() throws Exception {
    Page page = browser.open(served.url(""));
    page.setViewportSize(1280, 2400);
    await()
        .atMost(PATIENCE)
        .until(() ->
            page.locator("[data-picture=live]").count() == 9
                && page.locator("[data-camera=gone][data-state=retrying]").count() == 1
                && !events().isEmpty());
    Instant seen = Instant.now();
    await().atMost(PATIENCE).until(() -> Instant.now().isAfter(seen.plus(A_WHILE)));

    List<JsonObject> events = events();
    assertThat(events)
        .filteredOn(event -> event.getString("kind").equals("camera.trouble"))
        .singleElement()
        .satisfies(event -> {
          assertThat(event.getString("camera")).isEqualTo("gone");
          assertThat(event.getJsonObject("detail").getString("name")).isEqualTo("מצלמה");
        });
  }

  @Test
  void peopleSeeTheNamesOfCameras() throws Exception {
    Page page = browser.open(served.url(""));
    page.locator("[data-camera=cam3] h2").waitFor();
    assertThat(page.locator("[data-camera=cam3] h2").innerText()).isEqualTo("Camera <3>");
    assertThat(page.locator("[data-camera=gone] h2 a").getAttribute("dir")).isEqualTo("auto");
    await()
        .atMost(PATIENCE)
        .until(() -> page.getByLabel("Live picture from Camera <0>").count() == 1);

    assertThat(served.get("")).contains("<h2><bdi>Camera &lt;3&gt;</bdi></h2>");
    assertThat(served.get("api/cameras/cam3")).contains("\"name\":\"Camera <3>\"");

    page.locator("[data-camera=cam3] h2 a").click();
    page.locator("#large").getByLabel("Live picture from Camera <3>").waitFor();
    assertThat(page.locator("#large-name").innerText()).isEqualTo("Camera <3>");
    assertThat(page.title()).isEqualTo("Camera <3> · Zoetrope");

    Page tasks = browser.open(served.url("tasks"));
    tasks.locator("[name=camera] option").first().waitFor(attached());
    assertThat(tasks.locator("[name=camera] option").allInnerTexts())
        .contains("Camera <0>", "מצלמה");
    tasks.locator("[name=camera]").selectOption("cam1");
    tasks.locator("#start").click();
    tasks.getByText("Snapshot of Camera <1>").waitFor();

    Page events = browser.open(served.url("events?camera=cam1"));
    events.locator("#events .where").first().waitFor();
    await()
        .atMost(PATIENCE)
        .until(() -> events.locator("#events .where").first().innerText().equals("Camera <1>"));
    assertThat(events.locator("#events .what").first().innerText()).isEqualTo("Snapshot done.");
    assertThat(events.locator("[name=camera] option:checked").innerText()).isEqualTo("Camera <1>");
  }

  private static com.microsoft.playwright.Locator.WaitForOptions attached() {
    return new com.microsoft.playwright.Locator.WaitForOptions()
        .setState(com.microsoft.playwright.options.WaitForSelectorState.ATTACHED);
  }

  private List<JsonObject> events() throws Exception {
    return new JsonArray(served.get("api/events.json"))
        .stream().map(JsonObject.class::cast).toList();
  }
}
