package io.zoetrope.drivers.screen;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.zoetrope.core.fixture.DriverBench;
import io.zoetrope.core.fixture.Pictures;
import io.zoetrope.core.source.FrameSource;
import io.zoetrope.drivers.fixture.Desktop;
import io.zoetrope.drivers.fixture.Window;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.util.concurrent.Callable;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A red window called "Front door", a blue one next to it, on a grey desktop. */
class WindowIT {
  private static final int RED = 0xFF0000;
  private static final int BLUE = 0x0000FF;

  private static Desktop desktop;
  private static Window red;
  private static Window blue;

  private final DriverBench bench = new DriverBench();

  @BeforeAll
  static void openWindows() throws Exception {
    desktop = new Desktop();
    red = new Window(desktop, "Front door", "+20+30", "#ff0000");
    blue = new Window(desktop, "Back door", "+300+200", "#0000ff");
    try (DriverBench bench = new DriverBench()) {
      await(() -> onlyShows(first(bench, "?cursor=false&area=32x32+30+40"), RED));
      await(() -> onlyShows(first(bench, "?cursor=false&area=32x32+310+210"), BLUE));
    }
  }

  @AfterAll
  static void closeWindows() {
    red.close();
    blue.close();
    desktop.close();
  }

  @AfterEach
  void everyBufferIsGivenBack() {
    bench.close();
  }

  @ParameterizedTest
  @ValueSource(strings = {"Front%20door", "front"})
  void aWindowAndNothingElseIsShown(String title) throws Exception {
    BufferedImage picture = first("?window=%s&cursor=false".formatted(title));

    assertThat(picture.getWidth()).isBetween(60, 300);
    assertThat(picture.getHeight()).isBetween(30, 200);
    assertThat(onlyShows(picture, RED)).as("red and nothing else").isTrue();
  }

  @Test
  void aWindowIsFoundByItsNumber() throws Exception {
    long number = Windows.find(desktop.display(), "Back door");

    for (String way : new String[] {"%d", "0x%x"}) {
      BufferedImage picture = first("?cursor=false&window=" + way.formatted(number));
      assertThat(onlyShows(picture, BLUE)).as("blue and nothing else").isTrue();
    }
  }

  @Test
  void anAreaOfTheDesktopOrAWindowIsShown() throws Exception {
    BufferedImage part = first("?area=64x32+310+210&cursor=false");
    assertThat(part.getWidth()).isEqualTo(64);
    assertThat(part.getHeight()).isEqualTo(32);
    assertThat(onlyShows(part, BLUE)).as("the middle of the blue window").isTrue();

    BufferedImage ofWindow = first("?area=40x20+4+5&window=front&cursor=false");
    assertThat(ofWindow.getWidth()).isEqualTo(40);
    assertThat(onlyShows(ofWindow, RED)).as("a part of the red window").isTrue();
  }

  @Test
  void anAreaBeyondTheScreenIsReported() throws Exception {
    assertThatThrownBy(() -> first("?area=640x480+10+10"))
        .isInstanceOf(IOException.class)
        .hasMessage("the area asked for lies beyond the screen or window");
  }

  @Test
  void aMissingWindowIsReported() throws Exception {
    assertThatThrownBy(() -> first("?window=nowhere"))
        .isInstanceOf(IOException.class)
        .hasMessage("there is no window with the title 'nowhere'");
    assertThatThrownBy(() -> first("?window=4711"))
        .isInstanceOf(IOException.class)
        .hasMessage("there is no window with that number");
  }

  @Test
  void withoutADesktopThereIsNoWindow() throws Exception {
    assertThatThrownBy(() -> bench.open(new ScreenDriver(), "screen::4711?window=x"))
        .isInstanceOf(IOException.class)
        .hasMessage("there is no such X display, or this user may not look at it");
  }

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void aClosedWindowIsAFailureAndAReopenedOneIsShown(boolean cursor) throws Exception {
    String uri = "?window=Front%20door&fps=20&cursor=" + cursor;
    try (FrameSource source = open(uri)) {
      source.read().release();
      red.close();
      assertThatThrownBy(() -> readUntilItFails(source))
          .isInstanceOf(IOException.class)
          .hasMessage("the window or its X display is gone");
    }
    assertThatThrownBy(() -> open(uri))
        .hasMessage("there is no window with the title 'Front door'");

    red = new Window(desktop, "Front door", "+20+30", "#ff0000");
    await(() -> onlyShows(first("?window=Front%20door&cursor=false"), RED));
  }

  /** A window is there before it has its colour. */
  private static void await(Callable<Boolean> shown) {
    Awaitility.await().ignoreExceptions().until(shown);
  }

  private BufferedImage first(String options) throws Exception {
    return first(bench, options);
  }

  private static BufferedImage first(DriverBench bench, String options) throws Exception {
    try (FrameSource source = bench.open(new ScreenDriver(), uri(options))) {
      return Pictures.decoded(Pictures.next(source));
    }
  }

  private static String uri(String options) {
    return "screen:%s%s".formatted(desktop.display(), options);
  }

  private FrameSource open(String options) throws Exception {
    return bench.open(new ScreenDriver(), uri(options));
  }

  /** As far as JPEG keeps a colour. */
  private static boolean onlyShows(BufferedImage picture, int colour) {
    for (int y = 0; y < picture.getHeight(); y++) {
      for (int x = 0; x < picture.getWidth(); x++) {
        if (distance(picture.getRGB(x, y), colour) > 24) {
          return false;
        }
      }
    }
    return true;
  }

  private static int distance(int one, int other) {
    int most = 0;
    for (int shift = 0; shift < 24; shift += 8) {
      most = Math.max(most, Math.abs((one >> shift & 0xFF) - (other >> shift & 0xFF)));
    }
    return most;
  }

  private static void readUntilItFails(FrameSource source) throws Exception {
    while (true) {
      source.read().release();
    }
  }
}
