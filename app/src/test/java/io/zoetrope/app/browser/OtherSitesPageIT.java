package io.zoetrope.app.browser;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.microsoft.playwright.Frame;
import com.microsoft.playwright.Page;
import io.zoetrope.app.Served;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** What another site can show of ours: dashboards can show pictures, but frame no pages. */
final class OtherSitesPageIT {
  private static final Duration PATIENCE = Duration.ofMinutes(1);

  @Test
  void anotherSiteCanShowStreamsAndSnapshotsButNoPages() throws Exception {
    try (Served served = Served.cameras("demo=test:?size=320x240&fps=10");
        OtherSite site = new OtherSite();
        Browser browser = Browser.launch()) {
      site.takingOnlyWhatIsMeantForIt()
          .showing(
              image("stream", served.url("cameras/demo/stream.mjpg"))
                  + image("snapshot", served.url("cameras/demo/snapshot.jpg"))
                  + image("compatible", served.url("?action=snapshot"))
                  + image("page", served.url("favicon.ico")));
      Page page = browser.begin(site.origin() + "/");

      for (String picture : List.of("stream", "snapshot", "compatible")) {
        await(picture).atMost(PATIENCE).until(() -> width(page, picture) == 320);
      }
      await().atMost(PATIENCE).until(() -> (boolean) page.evaluate("() => page.complete"));
      assertThat(width(page, "page")).isZero();
    }
  }

  @Test
  void anotherSiteCannotFrameAPage() throws Exception {
    try (Served served = Served.cameras("phone=push:");
        OtherSite site = new OtherSite();
        Browser browser = Browser.launch()) {
      List<String> paths = List.of("", "tasks", "events", "publish/phone");
      site.showing(
          paths.stream().map(path -> frame(served.url(path))).collect(Collectors.joining()));
      Page page = browser.open(site.origin() + "/");

      assertThat(page.frames()).hasSize(1 + paths.size());
      for (Frame frame : page.frames().subList(1, page.frames().size())) {
        await(frame.url())
            .atMost(PATIENCE)
            .until(() -> ((String) frame.evaluate("location.href")).startsWith("chrome-error:"));
      }
    }
  }

  @Test
  void aConfiguredSiteCanFrameAPage() throws Exception {
    try (OtherSite site = new OtherSite();
        Served served =
            Served.of(
                Map.of(
                    "server.embed", site.origin(), "database", "none", "cameras.phone", "push:"));
        Browser browser = Browser.launch()) {
      site.showing(frame(served.url("")));
      Page page = browser.open(site.origin() + "/");

      await()
          .atMost(PATIENCE)
          .until(() -> page.frames().getLast().locator("[data-camera=phone]").count() == 1);
    }
  }

  private static String frame(String url) {
    return "<iframe src='%s'></iframe>".formatted(url);
  }

  private static String image(String id, String url) {
    return "<img id=%s src='%s'>".formatted(id, url);
  }

  private static int width(Page page, String id) {
    return (int) page.evaluate("id => document.getElementById(id).naturalWidth", id);
  }
}
