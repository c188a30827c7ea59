package io.zoetrope.core.stream;

import static org.assertj.core.api.Assertions.assertThat;

import io.zoetrope.core.media.Frame;
import java.util.Objects;
import org.junit.jupiter.api.Test;

/** What viewers see who join a stream and leave it. */
class JoiningAStreamTest extends MediaStreamFixture {
  @Test
  void aViewerWhoJoinsIsShownTheNewestFrameAtOnce() {
    publish(frames.jpeg());
    publish(frames.jpeg());
    TestViewer late = TestViewer.quick();

    stream.join(late, AT_ONCE);

    assertThat(late.shown()).containsExactly(2L);
  }

  @Test
  void aViewerWhoJoinsBetweenTwoFramesSeesEachOnceAndInOrder() {
    stream.join(TestViewer.quick(), loop);
    publish(frames.jpeg());
    TestViewer late = TestViewer.quick();
    stream.join(late, loop);
    publish(frames.jpeg());
    loop.runAll();

    assertThat(late.shown()).containsExactly(2L);
  }

  @Test
  void afterClearingANewcomerIsShownNothingOld() {
    publish(frames.jpeg());
    stream.clear();
    TestViewer viewer = TestViewer.quick();
    stream.join(viewer, AT_ONCE);

    assertThat(viewer.shown()).isEmpty();
    assertThat(stream.retainLatest()).isNull();
  }

  @Test
  void theNewestFrameCanBeHeldApart() {
    publish(frames.jpeg());
    Frame held = Objects.requireNonNull(stream.retainLatest());
    stream.clear();

    assertThat(frames.held()).isEqualTo(1);
    held.release();
  }

  @Test
  void aViewerWhoLeavesIsShownNothingMoreEvenWhenAFrameIsOnItsWay() {
    TestViewer viewer = TestViewer.quick();
    Subscription place = stream.join(viewer, loop);
    publish(frames.jpeg());
    place.close();
    loop.runAll();

    assertThat(viewer.shown()).isEmpty();
  }

  @Test
  void comingsAndGoingsAreReportedWithTheNewNumber() {
    Subscription one = stream.join(TestViewer.quick(), AT_ONCE);
    Subscription other = stream.join(TestViewer.quick(), loop);
    one.close();
    one.close();
    other.close();
    publish(frames.jpeg());

    assertThat(audiences).containsExactly(1, 2, 1, 0);
    assertThat(loop.hops()).as("nobody is left there").isZero();
  }

  @Test
  void aViewerWhoJoinsAnotherGenerationSeesNothingOfTheOneBefore() {
    TestViewer before = TestViewer.quick();
    stream.join(before, loop);
    Frame late = frames.jpeg();
    stream.publish(late, 1);
    stream.begin(2);
    TestViewer after = TestViewer.quick().wantingRepeats();
    stream.join(after, loop);

    loop.runAll();
    stream.repeatLatest();
    stream.publish(late, 1);
    loop.runAll();

    assertThat(before.shown()).containsExactly(1L);
    assertThat(after.shown()).isEmpty();
    late.release();
    stream.clear();
  }
}
