package io.zoetrope.core.stream;

import static org.assertj.core.api.Assertions.assertThat;

import io.zoetrope.core.media.Frame;
import io.zoetrope.core.media.TestFrames;
import java.util.concurrent.Executor;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Showing a picture twice to those who want it. */
class RepeatsTest {
  private static final Executor AT_ONCE = Runnable::run;

  private final TestFrames frames = new TestFrames();
  private final MediaStream stream = new MediaStream(() -> {}, Runnable::run);
  private final QueueExecutor loop = new QueueExecutor();

  @AfterEach
  void everyBufferIsGivenBack() {
    loop.runAll();
    stream.clear();
    frames.assertAllReleased();
  }

  @Test
  void onlyThoseWhoWantItSeeTheNewestFrameTwice() {
    TestViewer webKit = TestViewer.quick().wantingRepeats();
    TestViewer other = TestViewer.quick();
    stream.join(webKit, AT_ONCE);
    stream.join(other, AT_ONCE);
    publish(frames.jpeg());

    stream.repeatLatest();

    assertThat(webKit.shown()).containsExactly(1L, 1L);
    assertThat(other.shown()).containsExactly(1L);
  }

  @Test
  void whoCameAfterSoundThatFollowedThePictureSeesItTwiceToo() {
    publish(frames.jpeg());
    publish(frames.audio());
    TestViewer webKit = TestViewer.quick().wantingRepeats();
    stream.join(webKit, AT_ONCE);

    stream.repeatLatest();

    assertThat(webKit.shown()).containsExactly(1L, 1L);
  }

  @Test
  void aViewerThatIsBusyIsNotShownARepeat() {
    TestViewer webKit = TestViewer.slow().wantingRepeats();
    Subscription place = stream.join(webKit, AT_ONCE);
    publish(frames.jpeg());
    stream.repeatLatest();
    webKit.finishesItsFrame();

    assertThat(webKit.shown()).containsExactly(1L);
    assertThat(place.framesDropped()).isZero();
  }

  @Test
  void aRepeatThatIsOvertakenByANewerFrameIsLeftOut() {
    TestViewer webKit = TestViewer.quick().wantingRepeats();
    stream.join(webKit, loop);
    publish(frames.jpeg());
    loop.runAll();
    publish(frames.jpeg());
    stream.repeatLatest();
    publish(frames.jpeg());
    loop.runAll();

    assertThat(webKit.shown()).containsExactly(1L, 3L);
  }

  @Test
  void withoutAFrameThereIsNothingToRepeat() {
    TestViewer webKit = TestViewer.quick().wantingRepeats();
    stream.join(webKit, AT_ONCE);
    stream.repeatLatest();
    publish(frames.jpeg());

    assertThat(webKit.shown()).containsExactly(1L);
  }

  private void publish(Frame frame) {
    stream.publish(frame);
    frame.release();
  }
}
