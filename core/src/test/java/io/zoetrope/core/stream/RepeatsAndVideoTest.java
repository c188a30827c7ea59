package io.zoetrope.core.stream;

import static org.assertj.core.api.Assertions.assertThat;

import io.zoetrope.core.media.Frame;
import io.zoetrope.core.media.TestFrames;
import java.util.concurrent.Executor;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/**
 * A broadcast's finer points: showing a frame twice to those who want it, and inter-coded video.
 */
class RepeatsAndVideoTest {
  private static final Executor AT_ONCE = Runnable::run;

  private final TestFrames frames = new TestFrames();
  private final LatestFrameBroadcast broadcast = new LatestFrameBroadcast(() -> {});
  private final QueueExecutor loop = new QueueExecutor();

  @AfterEach
  void everyBufferIsGivenBack() {
    loop.runAll();
    broadcast.clear();
    frames.assertAllReleased();
  }

  @Test
  void onlyThoseWhoWantItSeeTheNewestFrameTwice() {
    TestViewer webKit = TestViewer.quick().wantingRepeats();
    TestViewer other = TestViewer.quick();
    broadcast.join(webKit, AT_ONCE);
    broadcast.join(other, AT_ONCE);
    publish(frames.jpeg());

    broadcast.repeatLatest();

    assertThat(webKit.shown()).containsExactly(1L, 1L);
    assertThat(other.shown()).containsExactly(1L);
  }

  @Test
  void aViewerThatIsBusyIsNotShownARepeat() {
    TestViewer webKit = TestViewer.slow().wantingRepeats();
    Subscription place = broadcast.join(webKit, AT_ONCE);
    publish(frames.jpeg());
    broadcast.repeatLatest();
    webKit.finishesItsFrame();

    assertThat(webKit.shown()).containsExactly(1L);
    assertThat(place.framesDropped()).isZero();
  }

  @Test
  void aRepeatThatIsOvertakenByANewerFrameIsLeftOut() {
    TestViewer webKit = TestViewer.quick().wantingRepeats();
    broadcast.join(webKit, loop);
    publish(frames.jpeg());
    loop.runAll();
    publish(frames.jpeg());
    broadcast.repeatLatest();
    publish(frames.jpeg());
    loop.runAll();

    assertThat(webKit.shown()).containsExactly(1L, 3L);
  }

  @Test
  void withoutAFrameThereIsNothingToRepeat() {
    TestViewer webKit = TestViewer.quick().wantingRepeats();
    broadcast.join(webKit, AT_ONCE);
    broadcast.repeatLatest();
    publish(frames.jpeg());

    assertThat(webKit.shown()).containsExactly(1L);
  }

  @Test
  void whoJoinsAVideoStartsWithItsNextKeyFrame() {
    broadcast.join(TestViewer.quick(), AT_ONCE);
    publish(frames.key());
    publish(frames.delta());
    TestViewer late = TestViewer.quick();
    TestViewer elsewhere = TestViewer.quick();
    broadcast.join(late, AT_ONCE);
    broadcast.join(elsewhere, loop);

    for (Frame frame : new Frame[] {frames.delta(), frames.key(), frames.delta()}) {
      publish(frame);
      loop.runAll();
    }

    assertThat(late.shown()).containsExactly(4L, 5L);
    assertThat(elsewhere.shown()).containsExactly(4L, 5L);
  }

  @Test
  void whoJoinsOnAKeyFrameStartsWithIt() {
    broadcast.join(TestViewer.quick(), AT_ONCE);
    publish(frames.key());
    TestViewer late = TestViewer.quick();
    broadcast.join(late, AT_ONCE);
    publish(frames.delta());

    assertThat(late.shown()).containsExactly(1L, 2L);
  }

  /** The hop dropped what the newest frame builds on, so that may not be the joiner's second. */
  @Test
  void whoJoinsALateExecutorIsShownNothingThatBuildsOnAFrameItMissed() {
    broadcast.join(TestViewer.quick(), loop);
    publish(frames.key());
    publish(frames.delta());
    publish(frames.delta());
    TestViewer joiner = TestViewer.quick();
    broadcast.join(joiner, loop);
    loop.runAll();

    assertThat(joiner.shown()).containsExactly(1L);
  }

  @Test
  void aLateExecutorGoesOnWithAKeyFrame() {
    TestViewer viewer = TestViewer.quick();
    broadcast.join(viewer, loop);
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
    broadcast.publish(frame);
    frame.release();
  }
}
