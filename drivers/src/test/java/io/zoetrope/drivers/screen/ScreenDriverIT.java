package io.zoetrope.drivers.screen;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.zoetrope.core.fixture.DriverBench;
import io.zoetrope.core.fixture.Pictures;
import io.zoetrope.core.media.Frame;
import io.zoetrope.core.media.Jpeg;
import io.zoetrope.core.source.FrameSource;
import io.zoetrope.drivers.fixture.Desktop;
import io.zoetrope.drivers.fixture.Rate;
import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ScreenDriverIT {
  private final DriverBench bench = new DriverBench();

  @AfterEach
  void everyBufferIsGivenBack() {
    bench.close();
  }

  @Test
  void aDesktopIsShownInItsSizeAtTheRateAskedFor() throws Exception {
    try (Desktop desktop = new Desktop();
        FrameSource source = open("screen:%s?fps=20".formatted(desktop.display()))) {
      Frame frame = source.read();
      assertThat(frame.format()).isEqualTo(new Jpeg(640, 480));
      assertThat(Pictures.decoded(Pictures.bytesOf(frame)).getWidth()).isEqualTo(640);
      // A busy machine captures some late, and then several at once.
      await().until(() -> Math.abs(Rate.of(source, 10, 40) - 20) < 2);
    }
  }

  @Test
  void aPartOfItCanBeShown() throws Exception {
    try (Desktop desktop = new Desktop();
        FrameSource source = open("screen:%s+10,20?size=320x200".formatted(desktop.display()))) {
      Frame frame = source.read();
      assertThat(frame.format()).isEqualTo(new Jpeg(320, 200));
      frame.release();
    }
  }

  @Test
  void aMissingDesktopIsReported() throws Exception {
    try (FrameSource source = open("screen::4711")) {
      assertThatThrownBy(source::read)
          .isInstanceOf(IOException.class)
          .hasMessage("there is no such X display, or this user may not look at it");
    }
  }

  @Test
  void aDesktopThatRequiresAKeyIsReported(@TempDir Path folder) throws Exception {
    String sentence =
        "this user may not look at that X display: set XAUTHORITY to the file with its key";
    try (Desktop desktop = Desktop.guarded(folder.resolve("keys"))) {
      try (FrameSource source = open("screen:" + desktop.display())) {
        assertThatThrownBy(source::read).isInstanceOf(IOException.class).hasMessage(sentence);
      }
      assertThatThrownBy(() -> open("screen:%s?window=x".formatted(desktop.display())))
          .isInstanceOf(IOException.class)
          .hasMessage(sentence);
    }
  }

  @Test
  void aDesktopThatGoesAwayIsAFailure() throws Exception {
    try (Desktop desktop = new Desktop();
        FrameSource source = open("screen:" + desktop.display())) {
      source.read().release();
      desktop.kill();
      assertThatThrownBy(
              () -> {
                while (true) {
                  source.read().release();
                }
              })
          .isInstanceOf(IOException.class);
    }
  }

  private FrameSource open(String uri) throws Exception {
    return bench.open(new ScreenDriver(), uri);
  }
}
