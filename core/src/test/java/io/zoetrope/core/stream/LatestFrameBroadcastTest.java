package io.zoetrope.core.stream;

import static org.assertj.core.api.Assertions.assertThat;

import io.zoetrope.core.media.Frame;
import io.zoetrope.core.media.TestFrames;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** One camera, many viewers: what each sees, and what it costs the others. */
class LatestFrameBroadcastTest {
  private static final Executor AT_ONCE = Runnable::run;

  private final TestFrames frames = new TestFrames();
  private final List<Integer> audiences = new ArrayList<>();
  private final LatestFrameBroadcast broadcast = new LatestFrameBroadcast(this::noteAudience);
  private final QueueExecutor loop = new QueueExecutor();

  @AfterEach
  void everyBufferIsGivenBack() {
    loop.runAll();
    broadcast.clear();
    frames.assertAllReleased();
  }

  @Test
  void everyViewerIsShownTheFrame() {
    TestViewer one = TestViewer.quick();
    TestViewer other = TestViewer.quick();
    broadcast.join(one, loop);
    broadcast.join(other, AT_ONCE);

    publish(frames.jpeg());
    loop.runAll();

    assertThat(one.shown()).containsExactly(1L);
    assertThat(other.shown()).containsExactly(1L);
    assertThat(broadcast.framesShown()).isEqualTo(2);
  }

  @Test
  void aSlowViewerCostsTheOthersNothing() {
    TestViewer slow = TestViewer.slow();
    TestViewer quick = TestViewer.quick();
    Subscription slowPlace = broadcast.join(slow, AT_ONCE);
    Subscription quickPlace = broadcast.join(quick, AT_ONCE);
    for (int i = 0; i < 4; i++) {
      publish(frames.jpeg());
    }

    assertThat(quick.shown()).containsExactly(1L, 2L, 3L, 4L);
    assertThat(quickPlace.framesDropped()).isZero();
    slow.finishesItsFrame();
    assertThat(slow.shown()).containsExactly(1L, 4L);
    assertThat(slowPlace.framesDropped()).isEqualTo(2);
    assertThat(broadcast.framesDropped()).isEqualTo(2);
    slowPlace.close();
  }

  @Test
  void aFrameCostsOneHopPerExecutorHoweverManyViewersShareIt() {
    QueueExecutor otherLoop = new QueueExecutor();
    for (int i = 0; i < 20; i++) {
      broadcast.join(TestViewer.quick(), loop);
      broadcast.join(TestViewer.quick(), otherLoop);
    }
    for (int i = 0; i < 3; i++) {
      publish(frames.jpeg());
      loop.runAll();
      otherLoop.runAll();
    }

    assertThat(loop.hops()).isEqualTo(3);
    assertThat(otherLoop.hops()).isEqualTo(3);
    assertThat(broadcast.framesShown()).isEqualTo(3 * 40);
  }

  @Test
  void aLateExecutorMissesFramesInsteadOfQueueingThem() {
    TestViewer viewer = TestViewer.quick();
    Subscription place = broadcast.join(viewer, loop);
    for (int i = 0; i < 100; i++) {
      publish(frames.jpeg());
    }
    assertThat(loop.queued()).isEqualTo(1);
    assertThat(frames.held()).as("the newest, for the loop and for joiners").isEqualTo(1);

    loop.runAll();

    assertThat(viewer.shown()).containsExactly(100L);
    assertThat(place.framesDropped()).isEqualTo(99);
    assertThat(broadcast.framesDropped()).isEqualTo(99);
  }

  @Test
  void anExecutorThatNeverComesKeepsNoFrameOfViewersThatLeft() {
    Subscription place = broadcast.join(TestViewer.quick(), loop);
    publish(frames.jpeg());
    broadcast.clear();
    place.close();

    assertThat(frames.held()).isZero();
  }

  @Test
  void whoJoinsIsShownTheNewestFrameAtOnce() {
    publish(frames.jpeg());
    publish(frames.jpeg());
    TestViewer late = TestViewer.quick();

    broadcast.join(late, AT_ONCE);

    assertThat(late.shown()).containsExactly(2L);
  }

  @Test
  void whoJoinsBetweenTwoFramesSeesEachOnceAndInOrder() {
    broadcast.join(TestViewer.quick(), loop);
    publish(frames.jpeg());
    TestViewer late = TestViewer.quick();
    broadcast.join(late, loop);
    publish(frames.jpeg());
    loop.runAll();

    assertThat(late.shown()).containsExactly(2L);
  }

  @Test
  void afterClearingWhoJoinsIsShownNothingOld() {
    publish(frames.jpeg());
    broadcast.clear();
    TestViewer viewer = TestViewer.quick();
    broadcast.join(viewer, AT_ONCE);

    assertThat(viewer.shown()).isEmpty();
    assertThat(broadcast.retainLatest()).isNull();
  }

  @Test
  void theNewestFrameCanBeHeldApart() {
    publish(frames.jpeg());
    Frame held = Objects.requireNonNull(broadcast.retainLatest());
    broadcast.clear();

    assertThat(frames.held()).isEqualTo(1);
    held.release();
  }

  @Test
  void whoLeavesIsShownNothingMoreEvenWhenAFrameIsOnItsWay() {
    TestViewer viewer = TestViewer.quick();
    Subscription place = broadcast.join(viewer, loop);
    publish(frames.jpeg());
    place.close();
    loop.runAll();

    assertThat(viewer.shown()).isEmpty();
  }

  @Test
  void comingsAndGoingsAreToldWithTheNewNumber() {
    Subscription one = broadcast.join(TestViewer.quick(), AT_ONCE);
    Subscription other = broadcast.join(TestViewer.quick(), loop);
    one.close();
    one.close();
    other.close();
    publish(frames.jpeg());

    assertThat(audiences).containsExactly(1, 2, 1, 0);
    assertThat(loop.hops()).as("nobody is left there").isZero();
  }

  @Test
  void whoJoinsAnotherGenerationSeesNothingOfTheOneBefore() {
    TestViewer before = TestViewer.quick();
    broadcast.join(before, loop);
    Frame late = frames.jpeg();
    broadcast.publish(late, 1);
    broadcast.begin(2);
    TestViewer after = TestViewer.quick().wantingRepeats();
    broadcast.join(after, loop);

    loop.runAll();
    broadcast.repeatLatest();
    broadcast.publish(late, 1);
    loop.runAll();

    assertThat(before.shown()).containsExactly(1L);
    assertThat(after.shown()).isEmpty();
    late.release();
    broadcast.clear();
  }

  @Test
  void aViewerThatThrowsIsLetGoAndTheOthersStillGetTheFrame() {
    TestViewer before = TestViewer.quick();
    TestViewer after = TestViewer.quick();
    broadcast.join(before, loop);
    broadcast.join(
        (frame, self) -> {
          throw new IllegalStateException("broken");
        },
        loop);
    broadcast.join(after, loop);

    publish(frames.jpeg());
    loop.runAll();
    publish(frames.jpeg());
    loop.runAll();

    assertThat(before.shown()).containsExactly(1L, 2L);
    assertThat(after.shown()).containsExactly(1L, 2L);
    assertThat(broadcast.viewers()).isEqualTo(2);
  }

  @Test
  void anExecutorThatRefusesLeaksNothing() {
    Executor shutDown =
        command -> {
          throw new RejectedExecutionException("shut down");
        };
    TestViewer viewer = TestViewer.quick();
    publish(frames.jpeg());
    Subscription place = broadcast.join(viewer, shutDown);
    publish(frames.jpeg());
    publish(frames.jpeg());
    broadcast.repeatLatest();

    assertThat(frames.held()).as("the newest alone").isEqualTo(1);
    assertThat(viewer.shown()).isEmpty();
    place.close();
    assertThat(broadcast.viewers()).isZero();
  }

  @Test
  void anExecutorThatRefusesOnlyOnceGetsTheNextFrame() {
    List<Boolean> refusals = new ArrayList<>(List.of(true));
    TestViewer viewer = TestViewer.quick();
    Subscription place =
        broadcast.join(
            viewer,
            command -> {
              if (!refusals.isEmpty() && refusals.removeFirst()) {
                throw new RejectedExecutionException("full");
              }
              command.run();
            });
    publish(frames.jpeg());
    publish(frames.jpeg());

    assertThat(viewer.shown()).containsExactly(2L);
    assertThat(place.framesDropped()).isEqualTo(1);
  }

  private void publish(Frame frame) {
    broadcast.publish(frame);
    frame.release();
  }

  private void noteAudience() {
    audiences.add(broadcast.viewers());
  }
}
