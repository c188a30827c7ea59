package io.zoetrope.app.browser;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.zoetrope.app.Served;
import io.zoetrope.drivers.fixture.CountedVideo;
import io.zoetrope.drivers.fixture.ReplayingCamera;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * A camera that loses power while it is watched in every way, and comes back as another one. Not in
 * WebKitGTK, whose MSE was seen to show nothing after a restart: docs/browsers.md.
 */
@Tag("full")
final class RestartedSourceIT {
  private static final Duration PATIENCE = Duration.ofMinutes(1);

  /** The numbers of the pictures begin with this after the first restart, and so on. */
  private static final int EACH = 1000;

  @TempDir private Path folder;

  @ParameterizedTest
  @EnumSource(names = {"CHROMIUM", "FIREFOX"})
  void allGoOnAfterARestartAndInAnotherSizeAndWithReorderedPictures(BrowserEngine engine)
      throws Exception {
    Map<String, List<Path>> small = video(320, 0, CountedVideo.H264 + " -g 25 -bf 0");
    Map<String, List<Path>> again = video(320, 1, CountedVideo.H264 + " -g 25 -bf 0");
    Map<String, List<Path>> large = video(640, 2, CountedVideo.H264 + " -g 200 -bf 0");
    Map<String, List<Path>> reordered = video(480, 3, CountedVideo.H264 + ":b-adapt=0 -bf 2 -g 25");
    try (ReplayingCamera camera = ReplayingCamera.start(small);
        Served served = Served.cameras("camera=" + camera.uri("door"));
        BrowserSession browser = engine.launch()) {
      CountedPictures pictures = CountedPictures.show(browser, served, PlaybackMethod.values());
      await().atMost(PATIENCE).untilAsserted(() -> assertAllShow(pictures, 0));

      camera.kill();
      camera.startAgain(again);
      await().atMost(PATIENCE).untilAsserted(() -> assertAllShow(pictures, 1));

      camera.kill();
      camera.startAgain(large);
      await().atMost(PATIENCE).untilAsserted(() -> assertAllShow(pictures, 2));

      camera.kill();
      camera.startAgain(reordered);
      await().atMost(PATIENCE).untilAsserted(() -> assertAllShow(pictures, 3));
    }
  }

  private static void assertAllShow(CountedPictures pictures, int restart) {
    assertThat(PlaybackMethod.values())
        .allSatisfy(method ->
            assertThat(pictures.numbers(method))
                .as("%s after restart %d (%s)", method, restart, pictures.reason(method))
                .filteredOn(number -> number / EACH == restart)
                .hasSizeGreaterThan(12));
  }

  private Map<String, List<Path>> video(int width, int restart, String codec) throws Exception {
    CountedVideo video = new CountedVideo(width, 8, restart * EACH, codec, CountedVideo.SILENT);
    return Map.of("door", List.of(video.write(folder.resolve(restart + ".mp4"))));
  }
}
