package io.zoetrope.core.stream;

import static org.assertj.core.api.Assertions.assertThat;

import io.zoetrope.core.media.Frame;
import io.zoetrope.core.media.TestFrames;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A viewer's place: one frame with the viewer, one waiting, and that the newest. */
class SubscriptionTest {
  private static final DeliveryPolicy NEWEST = new DeliveryPolicy.LatestOnly();

  private final TestFrames frames = new TestFrames();
  private final FrameCounters counters = new FrameCounters();
  private final List<Subscription> closed = new ArrayList<>();
  private final TestViewer viewer = TestViewer.slow();
  private long offered;
  private final Subscription place = new Subscription(viewer, NEWEST, counters, closed::add);

  @BeforeEach
  void letIn() {
    place.admit(0, 0, false);
  }

  @AfterEach
  void everyBufferIsGivenBack() {
    place.close();
    frames.assertAllReleased();
  }

  @Test
  void aViewerWithNothingInHandIsShownTheFrameNow() {
    offer(frames.jpeg());

    assertThat(viewer.shown()).containsExactly(1L);
    assertThat(place.framesShown()).isEqualTo(1);
  }

  @Test
  void aSlowViewerGetsTheNewestFrameNext() {
    for (int i = 0; i < 5; i++) {
      offer(frames.jpeg());
    }
    assertThat(viewer.shown()).containsExactly(1L);

    viewer.finishesItsFrame();

    assertThat(viewer.shown()).containsExactly(1L, 5L);
    assertThat(place.framesShown()).isEqualTo(2);
    assertThat(place.framesDropped()).isEqualTo(3);
    assertThat(counters.dropped().sum()).isEqualTo(3);
    assertThat(counters.shown().sum()).isEqualTo(2);
  }

  @Test
  void beingReadyWithNothingToShowIsNoFrameButNoDelayEither() {
    offer(frames.jpeg());
    viewer.finishesItsFrame();
    viewer.finishesItsFrame();
    assertThat(viewer.shown()).containsExactly(1L);

    offer(frames.jpeg());
    assertThat(viewer.shown()).containsExactly(1L, 2L);
  }

  @Test
  void anOlderFrameNeverFollowsANewerOne() {
    Frame older = frames.jpeg();
    offer(frames.jpeg());
    viewer.finishesItsFrame();
    offer(older);

    assertThat(viewer.shown()).containsExactly(2L);
    assertThat(place.framesDropped()).as("it missed nothing").isZero();
  }

  @Test
  void theSameFrameOfferedTwiceIsShownOnce() {
    Frame frame = frames.jpeg();
    place.offer(frame, ++offered);
    viewer.finishesItsFrame();
    offer(frame);

    assertThat(viewer.shown()).containsExactly(1L);
  }

  @Test
  void aFrameInFlightMayBeFinishedAfterClosing() {
    offer(frames.jpeg());
    offer(frames.jpeg());
    place.close();
    assertThat(frames.held()).as("what waited goes at once").isZero();

    viewer.finishesItsFrame();
    offer(frames.jpeg());

    assertThat(viewer.shown()).containsExactly(1L);
    assertThat(closed).containsExactly(place);
  }

  @Test
  void closingTwiceIsLeavingOnce() {
    offer(frames.jpeg());
    place.close();
    place.close();

    assertThat(closed).hasSize(1);
  }

  @Test
  void aViewerMayLeaveWhileItIsShownAFrame() {
    Subscription once =
        new Subscription((frame, self) -> self.close(), NEWEST, counters, closed::add);
    once.admit(0, 0, false);
    Frame frame = frames.jpeg();
    once.offer(frame, 1);
    frame.release();
    offer(frames.jpeg());

    assertThat(once.framesShown()).isEqualTo(1);
    assertThat(closed).containsExactly(once);
  }

  @Test
  void aFrameTheViewerKeepsOutlivesTheCall() {
    List<Frame> kept = new ArrayList<>();
    Subscription keeper =
        new Subscription((frame, _) -> kept.add(frame.retain()), NEWEST, counters, closed::add);
    keeper.admit(0, 0, false);
    Frame frame = frames.jpeg();
    keeper.offer(frame, 1);
    frame.release();

    assertThat(frames.held()).isEqualTo(1);
    kept.forEach(Frame::release);
    assertThat(frames.held()).isZero();
  }

  @Test
  void aViewerThatThrowsIsLetGo() {
    List<Viewer> broken =
        List.of(
            (frame, self) -> {
              throw new IllegalStateException("broken");
            },
            (frame, self) -> {
              throw new StackOverflowError("very broken");
            });
    for (Viewer each : broken) {
      Subscription its = new Subscription(each, NEWEST, counters, closed::add);
      its.admit(0, 0, false);
      offerTo(its, frames.jpeg());
      offerTo(its, frames.jpeg());

      assertThat(closed).contains(its);
      assertThat(its.framesShown()).isEqualTo(1);
    }
  }

  private void offer(Frame frame) {
    offerTo(place, frame);
  }

  private void offerTo(Subscription subscription, Frame frame) {
    subscription.offer(frame, ++offered);
    frame.release();
  }
}
