package io.zoetrope.core.stream;

import static org.assertj.core.api.Assertions.assertThat;

import io.zoetrope.core.media.Frame;
import io.zoetrope.core.media.TestFrames;
import java.util.concurrent.Executor;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** A stream's finer points: showing a frame twice to those who want it, and inter-coded video. */
class RepeatsAndVideoTest {
  private static final Executor AT_ONCE = Runnable::run;

  private final TestFrames frames = new TestFrames();
  private final MediaStream stream = new MediaStream(() -> {});
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

  @Test
  void whoJoinsAVideoStartsWithItsNextKeyFrame() {
    stream.join(TestViewer.quick(), AT_ONCE);
    publish(frames.key());
    publish(frames.delta());
    TestViewer late = TestViewer.quick();
    TestViewer elsewhere = TestViewer.quick();
    stream.join(late, AT_ONCE);
    stream.join(elsewhere, loop);

    for (Frame frame : new Frame[] {frames.delta(), frames.key(), frames.delta()}) {
      publish(frame);
      loop.runAll();
    }

    assertThat(late.shown()).containsExactly(4L, 5L);
    assertThat(elsewhere.shown()).containsExactly(4L, 5L);
  }

  @Test
  void whoJoinsOnAKeyFrameStartsWithIt() {
    stream.join(TestViewer.quick(), AT_ONCE);
    publish(frames.key());
    TestViewer late = TestViewer.quick();
    stream.join(late, AT_ONCE);
    publish(frames.delta());

    assertThat(late.shown()).containsExactly(1L, 2L);
  }

  /** The hop dropped what the newest frame builds on, so that may not be the joiner's second. */
  @Test
  void whoJoinsALateExecutorIsShownNothingThatBuildsOnAFrameItMissed() {
    stream.join(TestViewer.quick(), loop);
    publish(frames.key());
    publish(frames.delta());
    publish(frames.delta());
    TestViewer joiner = TestViewer.quick();
    stream.join(joiner, loop);
    loop.runAll();

    assertThat(joiner.shown()).containsExactly(1L);
  }

  @Test
  void aLateExecutorGoesOnWithAKeyFrame() {
    TestViewer viewer = TestViewer.quick();
    stream.join(viewer, loop);
    publish(frames.key());
    loop.runAll();
    publish(frames.delta());
    publish(frames.delta());
    loop.runAll();
    publish(frames.delta());
    loop.runAll();
    publish(frames.key());
    loop.runAll();

    assertThat(viewer.shown()).containsExactly(1L, 5L);
  }

  private void publish(Frame frame) {
    stream.publish(frame);
    frame.release();
  }
}
