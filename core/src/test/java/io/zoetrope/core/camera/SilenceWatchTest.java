package io.zoetrope.core.camera;

import static org.assertj.core.api.Assertions.assertThat;

import io.zoetrope.core.media.Frame;
import io.zoetrope.core.source.FrameSource;
import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** How often a camera's driver is asked how long it may be silent: each time takes a thread. */
class SilenceWatchTest {
  private final AtomicInteger asked = new AtomicInteger();
  private final CameraRig rig = new CameraRig(this::source);
  private volatile Duration allowed = Duration.ofSeconds(10);

  @AfterEach
  void closes() {
    rig.close();
  }

  @Test
  void aDriverThatShowsPicturesIsNotAsked() {
    rig.joins();
    rig.shows("first");
    for (int picture = 0; picture < 100; picture++) {
      rig.passes(Duration.ofMillis(100));
      rig.shows("picture " + picture);
    }
    assertThat(asked).hasValue(0);
  }

  @Test
  void oneThatIsSilentIsAskedTwiceASecondAndFailsWhenItsTimeHasCome() {
    allowed = Duration.ofMillis(5300);
    rig.joins();
    rig.shows("only");
    rig.passes(Duration.ofMillis(5299));
    assertThat(asked.get()).isBetween(9, 12);
    assertThat(rig.camera.state()).isInstanceOf(CameraState.Live.class);
    rig.passes(Duration.ofMillis(1));
    assertThat(rig.retrying().reason()).isEqualTo("the camera has sent no picture for 5 seconds");
  }

  @Test
  void oneThatShortensItsTimeFailsWithinASecond() {
    rig.joins();
    rig.shows("only");
    rig.passSeconds(3);
    allowed = Duration.ofSeconds(2);
    rig.passSeconds(1);
    assertThat(rig.retrying().reason()).isEqualTo("the camera has sent no picture for 2 seconds");
  }

  @Test
  void theLastPictureIsShownOnceMoreExactlyWhenTheTimeForThatHasCome() {
    Watcher webKit = rig.webKitJoins();
    rig.shows("one");
    rig.passes(Duration.ofMillis(300));
    rig.shows("two");
    rig.passes(Duration.ofMillis(499));
    assertThat(webKit.seen).containsExactly("one", "two");
    rig.passes(Duration.ofMillis(1));
    assertThat(webKit.seen).containsExactly("one", "two", "two");
    rig.passSeconds(5);
    assertThat(webKit.seen).hasSize(3);
  }

  private FrameSource source() throws IOException {
    FrameSource source = rig.device.open();
    return new FrameSource() {
      @Override
      public Frame read() throws IOException, InterruptedException {
        return source.read();
      }

      @Override
      public Duration maxSilence() {
        asked.incrementAndGet();
        return allowed;
      }

      @Override
      public void close() {
        source.close();
      }
    };
  }
}
