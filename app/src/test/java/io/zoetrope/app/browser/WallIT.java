package io.zoetrope.app.browser;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.WebSocket;
import io.zoetrope.app.Served;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Many cameras in one tab, through one connection: each shows a counter, which is read. */
@Tag("full")
final class WallIT {
  private static final Duration PATIENCE = Duration.ofMinutes(2);
  private static final int DIGITS = 10;
  private static final int DIGIT_WIDTH = 60;

  /** Reads what each player shows: the counter's binary digits are black or white, at the top. */
  private static final String COUNTERS =
      """
      (() => {
        const context = new OffscreenCanvas(640, 360).getContext('2d', {willReadFrequently: true});
        return (%s)('zoetrope-camera').map(picture => {
          if (!((picture.videoWidth ?? picture.naturalWidth ?? picture.width) > 1)) {
            return -1;
          }
          context.drawImage(picture, 0, 0, 640, 360);
          const row = context.getImageData(0, 30, 640, 1).data;
          return [...Array(%d).keys()].reduce(
            (sum, digit) => sum + (row[4 * (30 + %d * digit)] > 128 ? 2 ** digit : 0), 0);
        });
      })()
      """
          .formatted(BrowserTab.PICTURES, DIGITS, DIGIT_WIDTH);

  @TempDir private Path folder;

  @Test
  void sixteenH264StreamsMoveAndOtherTabsOpenAtOnce() throws Exception {
    Path clip = folder.resolve("clip.mp4");
    draw(15, 60, "-c:v libx264 -preset ultrafast -tune zerolatency -g 15 -pix_fmt yuv420p", clip);
    try (Served served = Served.cameras(cameras(16, "file:" + clip + "?loop=true"));
        Browser browser = Browser.launch()) {
      BrowserContext windows = browser.newContext();
      assertAllMove(windows.newPage(), served, 16, 15);
      for (int n = 0; n < 6; n++) {
        windows.newPage().navigate(served.url(""));
      }
      Page other = windows.newPage();
      long begun = System.nanoTime();
      other.navigate(served.url("tasks"));
      other.locator("h1").waitFor();
      assertThat(Duration.ofNanos(System.nanoTime() - begun)).isLessThan(Duration.ofSeconds(5));
    }
  }

  @Test
  void sixtyFourJpegCamerasMove() throws Exception {
    draw(2, 60, "-q:v 5", folder.resolve("%04d.jpg"));
    try (Served served = Served.cameras(cameras(64, "slideshow:" + folder + "?fps=2"));
        Browser browser = Browser.launch()) {
      assertAllMove(browser.newContext().newPage(), served, 64, 2);
    }
  }

  /** Half of what the cameras send is enough: a busy machine may hold up some. */
  private static void assertAllMove(Page page, Served served, int cameras, int fps) {
    List<WebSocket> sockets = new ArrayList<>();
    page.onWebSocket(sockets::add);
    page.setViewportSize(2560, 4000);
    page.navigate(served.url(""));
    List<Set<Integer>> seen = new ArrayList<>();
    await()
        .atMost(PATIENCE)
        .until(() -> {
          List<Integer> now = counters(page);
          for (int n = 0; n < now.size(); n++) {
            if (n == seen.size()) {
              seen.add(new HashSet<>());
            }
            seen.get(n).add(now.get(n));
          }
          return seen.size() == cameras && seen.stream().allMatch(each -> each.size() > 3 * fps);
        });
    // A busy machine may have let the first wait for too long.
    assertThat(sockets.stream().filter(socket -> !socket.isClosed())).hasSize(1);
  }

  private static List<Integer> counters(Page page) {
    return ((List<?>) page.evaluate(COUNTERS))
        .stream().map(each -> ((Number) each).intValue()).toList();
  }

  private static String[] cameras(int count, String source) {
    return IntStream.range(0, count).mapToObj(n -> "c" + n + "=" + source).toArray(String[]::new);
  }

  /** A test picture that counts its pictures. */
  private static void draw(int fps, int seconds, String encoding, Path file)
      throws IOException, InterruptedException {
    String digits =
        IntStream.range(0, DIGITS)
            .mapToObj(digit ->
                "drawbox=x=%1$d:w=%2$d:h=%2$d:t=fill:c=black,drawbox=x=%1$d:w=%2$d:h=%2$d:t=fill:c=white:enable='mod(floor(n/%3$d),2)'"
                    .formatted(digit * DIGIT_WIDTH, DIGIT_WIDTH, 1 << digit))
            .collect(Collectors.joining(","));
    List<String> command = new ArrayList<>(List.of("ffmpeg", "-v", "error", "-f", "lavfi"));
    command.addAll(
        List.of("-i", "testsrc2=size=640x360:rate=%d:duration=%d".formatted(fps, seconds)));
    command.addAll(List.of("-vf", digits));
    command.addAll(List.of(encoding.split(" ")));
    command.add(file.toString());
    Process ffmpeg = new ProcessBuilder(command).inheritIO().start();
    assertThat(ffmpeg.waitFor()).isZero();
    try (var made = Files.list(file.getParent())) {
      assertThat(made).isNotEmpty();
    }
  }
}
