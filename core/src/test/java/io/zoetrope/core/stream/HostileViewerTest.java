package io.zoetrope.core.stream;

import static io.zoetrope.base.fixture.Latches.awaitOrLeave;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.zoetrope.core.media.Frame;
import io.zoetrope.core.media.TestFrames;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executor;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Viewers and their executors are foreign code: the others of the stream see every frame. */
@Timeout(60)
class HostileViewerTest {
  private final TestFrames frames = new TestFrames();
  private final MediaStream stream =
      new MediaStream(() -> {}, action -> Thread.ofVirtual().start(action));
  private final TestViewer well = TestViewer.quick();
  private final Subscription place = stream.join(well, Runnable::run);

  @AfterEach
  void everyBufferIsGivenBack() {
    place.close();
    stream.clear();
    await().untilAsserted(frames::assertAllReleased);
  }

  @Test
  void oneThatThrowsAnErrorIsLetGo() {
    stream.join(
        (_, _) -> {
          throw new StackOverflowError();
        },
        Runnable::run);

    publish();

    awaitShown(1);
    await().until(() -> stream.viewers() == 1);
  }

  @Test
  void oneThatHangsOnTheThreadThatHandsItsFramesOverHoldsUpItselfOnly() {
    CountDownLatch over = new CountDownLatch(1);
    Executor itsOwn = Runnable::run;
    Subscription stuck =
        stream.join(
            (_, self) -> {
              awaitOrLeave(over);
              self.ready();
            },
            action -> itsOwn.execute(action));

    for (int frame = 1; frame <= 20; frame++) {
      publish();
      awaitShown(frame);
    }
    over.countDown();
    stuck.close();
  }

  @Test
  void oneThatThrowsWhenAskedIsTakenForAnOrdinaryViewer() {
    Subscription odd =
        stream.join(
            new Viewer() {
              @Override
              public void show(Frame frame, Subscription subscription) {
                subscription.ready();
              }

              @Override
              public boolean wantsRepeats() {
                throw new NoSuchMethodError("of another version");
              }

              @Override
              public boolean isBrief() {
                throw new NoSuchMethodError("of another version");
              }
            },
            Runnable::run);

    publish();
    stream.repeatLatest();

    assertThat(stream.lastingViewers()).isEqualTo(2);
    awaitShown(1);
    odd.close();
  }

  @Test
  void anExecutorMayThrowWhenItHasDoneItsWorkAndDoItTwice() {
    Subscription odd =
        stream.join(
            TestViewer.quick(),
            action -> {
              action.run();
              action.run();
              throw new IllegalStateException("and now this");
            });

    publish();
    Subscription late = stream.join(TestViewer.quick(), Runnable::run);
    publish();

    awaitShown(2);
    odd.close();
    late.close();
  }

  @Test
  void oneThatHangsHoldsNoFramesHoweverOftenTheyAreRepeated() {
    CountDownLatch over = new CountDownLatch(1);
    Subscription stuck = stream.join((_, _) -> awaitOrLeave(over), Runnable::run);
    publish();
    for (int frame = 2; frame <= 50; frame++) {
      publish();
      stream.repeatLatest();
    }
    awaitShown(50);
    stuck.close();
    place.close();
    stream.clear();

    // All but the one that it looks at.
    await().untilAsserted(() -> assertThat(frames.held()).isLessThanOrEqualTo(1));
    over.countDown();
  }

  @Test
  void oneMayJoinAndLeaveWhileItIsShownAFrame() {
    Subscription curious =
        stream.join(
            (_, self) -> {
              stream.join(TestViewer.quick(), Runnable::run).close();
              self.close();
            },
            Runnable::run);

    publish();

    awaitShown(1);
    await().until(() -> stream.viewers() == 1);
    curious.close();
  }

  private void publish() {
    Frame frame = frames.jpeg();
    stream.publish(frame);
    frame.release();
  }

  private void awaitShown(int most) {
    await().untilAsserted(() -> assertThat(well.shown()).contains((long) most));
  }
}
