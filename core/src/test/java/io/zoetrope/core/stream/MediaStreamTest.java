package io.zoetrope.core.stream;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import org.junit.jupiter.api.Test;

/** One camera, many viewers: what each sees, and what it costs the others. */
class MediaStreamTest extends MediaStreamFixture {
  @Test
  void everyViewerIsShownTheFrame() {
    TestViewer one = TestViewer.quick();
    TestViewer other = TestViewer.quick();
    stream.join(one, loop);
    stream.join(other, AT_ONCE);

    publish(frames.jpeg());
    loop.runAll();

    assertThat(one.shown()).containsExactly(1L);
    assertThat(other.shown()).containsExactly(1L);
    assertThat(stream.framesShown()).isEqualTo(2);
  }

  @Test
  void aSlowViewerCostsTheOthersNothing() {
    TestViewer slow = TestViewer.slow();
    TestViewer quick = TestViewer.quick();
    Subscription slowPlace = stream.join(slow, AT_ONCE);
    Subscription quickPlace = stream.join(quick, AT_ONCE);
    for (int i = 0; i < 4; i++) {
      publish(frames.jpeg());
    }

    assertThat(quick.shown()).containsExactly(1L, 2L, 3L, 4L);
    assertThat(quickPlace.framesDropped()).isZero();
    slow.finishesItsFrame();
    assertThat(slow.shown()).containsExactly(1L, 4L);
    assertThat(slowPlace.framesDropped()).isEqualTo(2);
    assertThat(stream.framesDropped()).isEqualTo(2);
    slowPlace.close();
  }

  @Test
  void aFrameCostsOneHopPerExecutorHoweverManyViewersShareIt() {
    QueueExecutor otherLoop = new QueueExecutor();
    for (int i = 0; i < 20; i++) {
      stream.join(TestViewer.quick(), loop);
      stream.join(TestViewer.quick(), otherLoop);
    }
    for (int i = 0; i < 3; i++) {
      publish(frames.jpeg());
      loop.runAll();
      otherLoop.runAll();
    }

    assertThat(loop.hops()).isEqualTo(3);
    assertThat(otherLoop.hops()).isEqualTo(3);
    assertThat(stream.framesShown()).isEqualTo(3 * 40);
  }

  @Test
  void aLateExecutorMissesFramesInsteadOfQueueingThem() {
    TestViewer viewer = TestViewer.quick();
    Subscription place = stream.join(viewer, loop);
    for (int i = 0; i < 100; i++) {
      publish(frames.jpeg());
    }
    assertThat(loop.queued()).isEqualTo(1);
    assertThat(frames.held()).as("the newest, for the loop and for joiners").isEqualTo(1);

    loop.runAll();

    assertThat(viewer.shown()).containsExactly(100L);
    assertThat(place.framesDropped()).isEqualTo(99);
    assertThat(stream.framesDropped()).isEqualTo(99);
  }

  @Test
  void anExecutorThatNeverComesKeepsNoFrameOfViewersThatLeft() {
    Subscription place = stream.join(TestViewer.quick(), loop);
    publish(frames.jpeg());
    stream.clear();
    place.close();

    assertThat(frames.held()).isZero();
  }

  @Test
  void aViewerThatThrowsIsLetGoAndTheOthersStillGetTheFrame() {
    TestViewer before = TestViewer.quick();
    TestViewer after = TestViewer.quick();
    stream.join(before, loop);
    stream.join(
        (frame, self) -> {
          throw new IllegalStateException("broken");
        },
        loop);
    stream.join(after, loop);

    publish(frames.jpeg());
    loop.runAll();
    publish(frames.jpeg());
    loop.runAll();

    assertThat(before.shown()).containsExactly(1L, 2L);
    assertThat(after.shown()).containsExactly(1L, 2L);
    assertThat(stream.viewers()).isEqualTo(2);
  }

  @Test
  void anExecutorThatRefusesLeaksNothing() {
    Executor shutDown =
        command -> {
          throw new RejectedExecutionException("shut down");
        };
    TestViewer viewer = TestViewer.quick();
    publish(frames.jpeg());
    Subscription place = stream.join(viewer, shutDown);
    publish(frames.jpeg());
    publish(frames.jpeg());
    stream.repeatLatest();

    assertThat(frames.held()).as("the newest alone").isEqualTo(1);
    assertThat(viewer.shown()).isEmpty();
    place.close();
    assertThat(stream.viewers()).isZero();
  }

  @Test
  void anExecutorThatRefusesOnlyOnceGetsTheNextFrame() {
    List<Boolean> refusals = new ArrayList<>(List.of(true));
    TestViewer viewer = TestViewer.quick();
    Subscription place =
        stream.join(
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
}
