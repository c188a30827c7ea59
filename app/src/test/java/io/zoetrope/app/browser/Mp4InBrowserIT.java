package io.zoetrope.app.browser;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.microsoft.playwright.Page;
import io.zoetrope.mp4.fixture.EncodedTrack;
import io.zoetrope.web.fixture.ServerPair;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What Chromium makes of stream.mp4. */
final class Mp4InBrowserIT {
  private static final Duration PATIENCE = Duration.ofMinutes(1);
  private static final String PATH = "/cameras/door/stream.mp4";

  /** Feeds what it fetches to a video element, and stays at the end of it. */
  private static final String MEDIA_SOURCE =
      """
      async path => {
        const video = document.createElement('video');
        video.muted = true;
        document.body.append(video);
        const source = new MediaSource();
        video.src = URL.createObjectURL(source);
        await new Promise(resolve => source.onsourceopen = resolve);
        const answer = await fetch(path);
        const buffer = source.addSourceBuffer(answer.headers.get('content-type'));
        const reader = answer.body.getReader();
        (async () => {
          for (;;) {
            const { value } = await reader.read();
            buffer.appendBuffer(value);
            await new Promise(resolve => buffer.onupdateend = resolve);
            const start = video.buffered.length ? video.buffered.start(0) : 0;
            if (video.currentTime < start) video.currentTime = start;
            if (video.paused) video.play();
          }
        })();
      }
      """;

  @TempDir private Path folder;
  private ServerPair pair;
  private Browser browser;
  private Page page;

  @BeforeEach
  void start() throws Exception {
    pair = ServerPair.serving("door");
    browser = Browser.launch();
    page = browser.open("http://127.0.0.1:%d/healthz".formatted(pair.port()));
  }

  @AfterEach
  void stop() throws Exception {
    browser.close();
    pair.close();
  }

  @Test
  void aVideoElementPlaysOnWhenTheSizeChanges() throws Exception {
    EncodedTrack small = EncodedTrack.h264(folder, 320, 240, 25, "-g 25");
    EncodedTrack large = EncodedTrack.h264(folder, 640, 480, 25, "-g 25");
    try (PlayedVideo video = new PlayedVideo(pair.fake("door"), small)) {
      page.evaluate(
          """
          path => {
            const video = document.createElement('video');
            video.muted = true;
            video.autoplay = true;
            video.src = path;
            document.body.append(video);
          }
          """,
          PATH);
      awaitMovement(320);

      video.switchTo(large);

      awaitMovement(640);
      assertThat(page.evaluate("document.querySelector('video').error")).isNull();
    }
  }

  @Test
  void mediaSourceGoesOnAfterLostFramesWithoutAKeyFrame() throws Exception {
    EncodedTrack seldomKeyed =
        EncodedTrack.h264(folder, 320, 240, 1000, "-g 250 -x264-params scenecut=0");
    try (PlayedVideo video = new PlayedVideo(pair.fake("door"), seldomKeyed)) {
      page.evaluate(MEDIA_SOURCE, PATH);
      awaitMovement(320);

      await().atMost(PATIENCE).until(() -> goesOnWithoutAKeyFrame(video));
    }
  }

  /** On a busy machine a key frame may come before it is seen that the picture moves. */
  private boolean goesOnWithoutAKeyFrame(PlayedVideo video) {
    int before = video.keyFrames();
    video.pause(Duration.ofMillis(200));
    awaitMovement(320);
    return video.keyFrames() == before;
  }

  /** Waits until so wide a picture has moved for a second. */
  private void awaitMovement(int width) {
    await().atMost(PATIENCE).until(() -> width() == width);
    int before = painted();
    await().atMost(PATIENCE).until(() -> painted() > before + 25);
    assertThat(width()).isEqualTo(width);
  }

  private int width() {
    return ((Number) page.evaluate("document.querySelector('video').videoWidth")).intValue();
  }

  private int painted() {
    return ((Number)
            page.evaluate(
                "document.querySelector('video').getVideoPlaybackQuality().totalVideoFrames"))
        .intValue();
  }
}
