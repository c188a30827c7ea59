package io.zoetrope.app.browser;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import io.zoetrope.web.fixture.ServerPair;
import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A camera that sends H.264, as Chromium shows it. */
final class PlayerVideoIT {
  private static final Duration PATIENCE = Duration.ofMinutes(1);
  private static H264Clip small;
  private static H264Clip large;
  private static AacClip tone;

  private final ScheduledExecutorService time = Executors.newSingleThreadScheduledExecutor();
  private final AtomicInteger shown = new AtomicInteger();
  private volatile int heard;
  private volatile boolean sounds;
  private volatile H264Clip clip = small;
  private ServerPair pair;
  private Browser browser;

  @BeforeAll
  static void encode() throws IOException {
    small = H264Clip.of(320, 180, 8);
    large = H264Clip.of(480, 270, 8);
    tone = AacClip.ofSeconds(8);
  }

  @BeforeEach
  void start() throws IOException {
    clip = small;
    pair = ServerPair.serving("door");
    browser = Browser.launch();
    var _ =
        time.scheduleAtFixedRate(
            this::showNext, 0, 1000 / H264Clip.PICTURES_PER_SECOND, TimeUnit.MILLISECONDS);
  }

  @AfterEach
  void stop() throws IOException {
    time.shutdownNow();
    browser.close();
    pair.close();
  }

  /** Only to a camera that is read: it would show all of a queue at once. */
  private void showNext() {
    if (pair.fake("door").awaitsNext()) {
      clip.show(pair.fake("door"), shown.getAndIncrement());
      int due =
          (int) (shown.get() * AacClip.FRAMES_PER_SECOND / H264Clip.PICTURES_PER_SECOND) - heard;
      for (int i = 0; sounds && i < Math.min(due, 2); i++) {
        pair.fake("door")
            .shows(tone.frames().get(heard++ % tone.frames().size()), tone.track(), true);
      }
    }
  }

  @ParameterizedTest
  @CsvSource({"webcodecs, WebCodecs", "mse, MSE"})
  void movesAndIsShownSoon(String method, String title) {
    Page page = open(method);
    live(page, title);
    Movement movement = Movement.start(page);
    await().atMost(PATIENCE).until(() -> movement.changes().getFirst() > 20);
    await()
        .atMost(PATIENCE)
        .until(() -> page.locator(".info").first().textContent().matches(title + " · \\d+ ms"));
    await().atMost(PATIENCE).until(() -> delayMillis(page) < 1000);
  }

  @Test
  void whereItIsAllowedWebCodecsIsChosen() {
    Page page = browser.open(url());
    live(page, "WebCodecs");
  }

  @Test
  void aDecoderThatStaysSilentIsGivenUpForTheNextWay() {
    Page page = browser.newContext().newPage();
    page.addInitScript(
        """
        VideoDecoder = class extends VideoDecoder {
          constructor({error}) {
            super({error, output: picture => picture.close()});
          }
        };
        """);
    page.navigate(url());
    live(page, "MSE");
  }

  @ParameterizedTest
  @CsvSource({"webcodecs, WebCodecs", "mse, MSE"})
  void aNewcomerSeesTheNewestPictureThoughTheKeyFrameIsLongAgo(String method, String title) {
    Page first = open(method);
    live(first, title);
    await().atMost(PATIENCE).until(() -> shown.get() % (8 * 25) > 4 * 25);

    Page second = open(method);

    live(second, title);
    await().atMost(PATIENCE).until(() -> delayMillis(second) < 1000);
  }

  @ParameterizedTest
  @CsvSource({"webcodecs, WebCodecs", "mse, MSE"})
  void anotherSizeIsShownWithoutAReload(String method, String title) {
    Page page = open(method);
    live(page, title);
    assertThat(width(page)).isEqualTo(320);

    shown.set(0);
    clip = large;

    await().atMost(PATIENCE).until(() -> width(page) == 480);
    live(page, title);
  }

  @Test
  void aCameraThatFailsShowsItsPlaceholderAndThenItsVideoAgain() {
    Page page = browser.open(url());
    live(page, "WebCodecs");

    pair.fake("door").failsToOpen("it is dark");
    pair.fake("door").fails("it is dark");
    page.locator("zoetrope-camera[data-picture=placeholder][data-method=JPEG]").waitFor();
    shown.set(0);
    pair.fake("door").opensAgain();

    live(page, "WebCodecs");
  }

  @Test
  void soundIsOffUntilItIsWanted() {
    sounds = true;
    Page page = browser.open(url() + "#door");
    live(page, "WebCodecs");
    assertThat(page.locator("video").count()).isZero();

    sound(page, "on").click();

    live(page, "MSE");
    Locator video = page.locator("video");
    await()
        .atMost(PATIENCE)
        .until(() -> (boolean) video.evaluate("v => v.webkitAudioDecodedByteCount > 0"));
    assertThat((boolean) video.evaluate("v => v.muted")).isFalse();
    assertThat(notice(page)).isEmpty();

    assertThat(sound(page, "off").getAttribute("aria-pressed")).isEqualTo("true");
    sound(page, "off").click();

    live(page, "WebCodecs");
  }

  @Test
  void soundThatIsNotThereIsNamed() {
    Page page = browser.open(url() + "#door");
    live(page, "WebCodecs");

    sound(page, "on").click();

    await()
        .atMost(PATIENCE)
        .until(() -> notice(page).equals("The camera sends no sound that can be played here."));
    live(page, "MSE");
  }

  @Test
  void soundThatTheBrowserCannotPlayIsNamedAndTheVideoGoesOn() {
    sounds = true;
    Page page = browser.newContext().newPage();
    page.addInitScript(
        """
        const knows = MediaSource.isTypeSupported;
        MediaSource.isTypeSupported = type => !type.includes('mp4a') && knows.call(MediaSource, type);
        """);
    page.navigate(url() + "#door");
    live(page, "WebCodecs");
    await().atMost(PATIENCE).until(() -> heard > 0);

    sound(page, "on").click();

    await().atMost(PATIENCE).until(() -> notice(page).contains("cannot play the camera’s sound"));
    live(page, "MSE");
  }

  private static Locator sound(Page page, String next) {
    return page.getByRole(
        AriaRole.BUTTON, new Page.GetByRoleOptions().setName("Turn sound " + next));
  }

  private static String notice(Page page) {
    return (String) page.locator(".stage zoetrope-camera").evaluate("camera => camera.notice");
  }

  private static int delayMillis(Page page) {
    return ((Number) page.locator("zoetrope-camera").evaluate("c => c.delay")).intValue();
  }

  private Page open(String method) {
    Page page = browser.open(url());
    page.locator("zoetrope-camera")
        .evaluate("(camera, method) => camera.setAttribute('method', method)", method);
    return page;
  }

  private static void live(Page page, String title) {
    page.locator("zoetrope-camera[data-picture=live][data-method=%s]".formatted(title))
        .waitFor(new Locator.WaitForOptions().setTimeout(PATIENCE.toMillis()));
  }

  private static int width(Page page) {
    return (int)
        page.evaluate(
            "(%s)('zoetrope-camera').map(one => one.videoWidth ?? one.width)[0]"
                .formatted(BrowserTab.PICTURES));
  }

  private String url() {
    return "http://127.0.0.1:" + pair.port() + "/";
  }
}
