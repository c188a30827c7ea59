package io.zoetrope.app.browser;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.microsoft.playwright.Page;
import io.zoetrope.app.Served;
import io.zoetrope.app.config.ConfigFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The element {@code <zoetrope-camera>} on pages of other sites, and with what a browser lacks. */
final class ForeignPlayerIT {
  private static final Duration PATIENCE = Duration.ofMinutes(1);

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
  void aPageOfAListedSiteUsesItFully() throws Exception {
    try (OtherSite site = new OtherSite();
        Served served = served(site.origin(), "test:?size=640x360&fps=10")) {
      show(site, served);
      Page page = browser.open(site.origin() + "/");

      page.locator("zoetrope-camera[data-method=JPEG][data-picture=live]").waitFor();
    }
  }

  @Test
  void anotherSiteSeesImagesAndItsAuthorReadsWhy() throws Exception {
    try (OtherSite site = new OtherSite();
        Served served = served("https://dashboard.example", "test:?size=640x360&fps=10")) {
      show(site, served);
      Page page = browser.newContext().newPage();
      List<String> said = new CopyOnWriteArrayList<>();
      page.onConsoleMessage(message -> said.add(message.text()));
      page.navigate(site.origin() + "/");

      page.locator("zoetrope-camera[data-method=MJPEG][data-picture=live]").waitFor();
      assertThat(said)
          .anyMatch(line -> line.contains("list " + site.origin() + " in server.embed"));
    }
  }

  @Test
  void aBrowserWithoutH265SaysWhatItShowsInstead() throws Exception {
    Path clip = folder.resolve("clip.mkv");
    Process ffmpeg =
        new ProcessBuilder(
                List.of(
                    ("ffmpeg -v error -nostdin -f lavfi -i testsrc2=size=640x360:rate=10 -t 4 -c:v libx265"
                            + " -preset ultrafast -x265-params log-level=error:keyint=10 "
                            + clip)
                        .split(" ")))
            .inheritIO()
            .start();
    assertThat(ffmpeg.waitFor()).isZero();
    try (Served served = served("https://dashboard.example", "file:" + clip + "?loop=true")) {
      Page page = browser.newContext().newPage();
      page.addInitScript(
          """
          const knows = MediaSource.isTypeSupported;
          MediaSource.isTypeSupported = type => !type.includes('hvc1') && knows.call(MediaSource, type);
          delete globalThis.VideoDecoder;
          """);
      page.navigate(served.url("#cam"));

      page.locator("zoetrope-camera[data-picture=live]").waitFor();
      await()
          .atMost(PATIENCE)
          .until(() ->
              page.locator(".stage zoetrope-camera .notice")
                  .textContent()
                  .matches(
                      "This browser cannot play H.265, so the camera is shown as (JPEG|H.264)\\."));
    }
  }

  private static void show(OtherSite site, Served served) {
    OtherSite _ =
        site.showing(
            "<script type=module src='%s'></script><zoetrope-camera src='%s'></zoetrope-camera>"
                .formatted(served.url("zoetrope-camera.js"), served.url("cameras/cam")));
  }

  private Served served(String embed, String camera) throws Exception {
    Path file =
        Files.writeString(
            folder.resolve("zoetrope.yaml"),
            """
            data: %s
            database: none
            server: {port: 0, embed: ['%s']}
            cameras: {cam: '%s'}
            """
                .formatted(folder, embed, camera));
    return Served.of(ConfigFile.read(Optional.of(file), Map.of(), Map.of()).orThrow());
  }
}
