package io.zoetrope.app.browser;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.microsoft.playwright.Page;
import io.zoetrope.app.Served;
import io.zoetrope.picture.Canvas;
import io.zoetrope.picture.Ink;
import io.zoetrope.picture.JpegEncoder;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** At one picture a second, each is seen when it is taken, and not when the next one comes. */
final class PromptnessIT {
  private static final int SLIDES = 10;
  private static final int PICTURES = 6;

  @TempDir private Path folder;

  @BeforeEach
  void makeSlidesOfDifferentBrightness() throws IOException {
    JpegEncoder encoder = new JpegEncoder(90);
    for (int i = 0; i < SLIDES; i++) {
      Canvas canvas = new Canvas(320, 180);
      canvas.fill(Ink.rgb(0x010101 * brightness(i)));
      ByteBuffer jpeg = encoder.encode(canvas);
      byte[] bytes = new byte[jpeg.remaining()];
      jpeg.get(bytes);
      Files.write(folder.resolve(i + ".jpg"), bytes);
    }
  }

  @Test
  void picturesArePromptInThePage() throws Exception {
    try (Served served = Served.cameras("slow=slideshow:" + folder + "?fps=1");
        Browser browser = Browser.launch()) {
      assertShownWhenTaken(
          served, browser.open(served.url("")), "[data-camera=slow] zoetrope-camera");
    }
  }

  /** Without https, browsers send Sec-Fetch headers only to their own machine. */
  @Test
  void picturesArePromptInThePageOnAnotherMachine() throws Exception {
    try (Served served = Served.cameras("slow=slideshow:" + folder + "?fps=1");
        Browser browser = Browser.launch("--host-resolver-rules=MAP camera.lan 127.0.0.1")) {
      String address = served.url("").replace("127.0.0.1", "camera.lan");
      assertShownWhenTaken(served, browser.open(address), "[data-camera=slow] zoetrope-camera");
    }
  }

  @Test
  void picturesArePromptInTheirOwnTab() throws Exception {
    try (Served served = Served.cameras("slow=slideshow:" + folder + "?fps=1");
        Browser browser = Browser.launch()) {
      assertShownWhenTaken(served, browser.begin(served.url("cameras/slow/stream.mjpg")), "img");
    }
  }

  private void assertShownWhenTaken(Served served, Page page, String selector) throws Exception {
    PictureWatch watch = PictureWatch.start(page, selector);
    await().until(() -> watch.changes().size() >= 2);
    List<CaptureLog.Capture> captures =
        CaptureLog.read(served.url("cameras/slow/stream.mjpg"), PICTURES);
    List<Double> delays = new ArrayList<>();
    // The first was taken before anybody could look.
    for (CaptureLog.Capture capture : captures.subList(1, captures.size())) {
      delays.add(await().until(() -> delayMillis(watch, capture), delay -> delay >= 0));
    }
    System.out.println("From capture to pixels, in ms: " + delays);
    assertThat(delays.stream().sorted().toList().get(delays.size() / 2)).isLessThan(500);
  }

  /** How long after its capture this picture was seen; -1 if it has not been seen yet. */
  private double delayMillis(PictureWatch watch, CaptureLog.Capture capture) throws IOException {
    int slide = slideOf(capture.jpeg());
    return watch.changes().stream()
        .filter(change -> change.atMillis() >= capture.atMillis())
        .filter(change -> Math.abs(change.red() - brightness(slide)) < 8)
        .mapToDouble(change -> change.atMillis() - capture.atMillis())
        .findFirst()
        .orElse(-1);
  }

  private int slideOf(byte[] jpeg) throws IOException {
    for (int i = 0; i < SLIDES; i++) {
      if (Files.mismatch(folder.resolve(i + ".jpg"), Files.write(folder.resolve("seen"), jpeg))
          < 0) {
        return i;
      }
    }
    throw new AssertionError("a picture that is no slide");
  }

  private static int brightness(int slide) {
    return 20 + 22 * slide;
  }
}
