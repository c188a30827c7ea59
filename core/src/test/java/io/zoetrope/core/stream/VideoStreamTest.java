package io.zoetrope.core.stream;

import static org.assertj.core.api.Assertions.assertThat;

import io.zoetrope.core.media.Frame;
import io.zoetrope.core.media.Track;
import java.time.Duration;
import java.util.List;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

/** Video whose pictures build on each other, with sound, to viewers that want every frame. */
class VideoStreamTest extends MediaStreamFixture {
  private static final DeliveryPolicy EVERY_FRAME =
      new DeliveryPolicy.Queue(1 << 20, Duration.ofSeconds(1));

  @Test
  void aNewcomerGetsTheFramesSinceTheLastKeyFrameAndThenGoesOn() {
    stream.join(TestViewer.quick().wanting(EVERY_FRAME), AT_ONCE);
    publish(frames.key(), frames.delta(), frames.key(), frames.audio(), frames.delta());
    TestViewer late = TestViewer.quick().wanting(EVERY_FRAME);
    TestViewer elsewhere = TestViewer.quick().wanting(EVERY_FRAME);
    stream.join(late, AT_ONCE);
    stream.join(elsewhere, loop);

    publish(frames.delta());
    loop.runAll();

    assertThat(late.shown()).containsExactly(3L, 4L, 5L, 6L);
    assertThat(elsewhere.shown()).containsExactly(3L, 4L, 5L, 6L);
  }

  @Test
  void aNewcomerLateInAGroupGetsAllOfIt() {
    publish(frames.key());
    for (int n = 0; n < 9; n++) {
      frames.pass(Duration.ofMillis(100));
      publish(frames.delta());
    }
    TestViewer late = TestViewer.quick().wanting(EVERY_FRAME);

    stream.join(late, AT_ONCE);

    assertThat(late.shown()).containsExactlyElementsOf(numbers(1, 10));
  }

  @Test
  void aSlowViewerGetsRunsThatCanBeDecodedAndLearnsOfTheGapsBetween() {
    TestViewer slow = TestViewer.slow().wanting(EVERY_FRAME);
    Subscription place = stream.join(slow, AT_ONCE);
    publish(frames.key(), frames.delta(), frames.delta());
    frames.pass(Duration.ofMillis(1100));
    publish(frames.delta(), frames.audio(), frames.key(), frames.delta());
    for (int n = 0; n < 4; n++) {
      slow.finishesItsFrame();
    }

    assertThat(slow.shown()).containsExactly(1L, 6L, 7L);
    assertThat(slow.dropped()).containsExactly(4);
    assertThat(place.framesDropped()).isEqualTo(4);
    place.close();
  }

  @Test
  void aViewerWhoWantsTheNewestPictureOnlyGetsKeyFrames() {
    TestViewer stills = TestViewer.quick();
    stream.join(stills, AT_ONCE);
    publish(frames.key(), frames.delta(), frames.audio());
    TestViewer late = TestViewer.quick();
    stream.join(late, AT_ONCE);
    publish(frames.delta(), frames.key());

    assertThat(stills.shown()).containsExactly(1L, 5L);
    assertThat(late.shown()).containsExactly(1L, 5L);
  }

  @Test
  void afterAnotherOpeningNothingIsShownOfVideoBeforeItsKeyFrame() {
    TestViewer viewer = TestViewer.quick().wanting(EVERY_FRAME);
    stream.join(viewer, AT_ONCE);
    publish(frames.key(), frames.delta());
    stream.begin(1);
    publish(frames.delta(), frames.audio(), frames.key());

    assertThat(viewer.shown()).containsExactly(1L, 2L, 4L, 5L);
  }

  @Test
  void aViewerWhoJoinsAfterAnotherOpeningGetsNothingOfTheOneBefore() {
    publish(frames.key(), frames.delta());
    stream.begin(1);
    TestViewer late = TestViewer.quick().wanting(EVERY_FRAME);
    stream.join(late, AT_ONCE);
    publish(frames.delta(), frames.key(), frames.delta());

    assertThat(late.shown()).containsExactly(4L, 5L);
  }

  @Test
  void aGroupThatGetsTooLongLeavesNewcomersItsKeyFrameAlone() {
    publish(frames.key());
    frames.pass(Duration.ofSeconds(11));
    publish(frames.delta(), frames.delta());
    TestViewer late = TestViewer.quick().wanting(EVERY_FRAME);
    stream.join(late, AT_ONCE);
    publish(frames.delta(), frames.key(), frames.delta());

    assertThat(late.shown()).containsExactly(1L, 5L, 6L);
    assertThat(frames.held()).isEqualTo(2);
  }

  @Test
  void aViewerWhoComesAmidAGroupAsTheFirstOfItsExecutorGetsEveryFrame() {
    publish(frames.key(), frames.delta());
    TestViewer first = TestViewer.quick().wanting(EVERY_FRAME);
    Subscription place = stream.join(first, loop);
    loop.runAll();
    publish(frames.delta(), frames.delta(), frames.key());
    loop.runAll();

    assertThat(first.shown()).containsExactly(1L, 2L, 3L, 4L, 5L);
    assertThat(place.framesDropped()).isZero();
  }

  @Test
  void aSourceThatBeginsAmidAGroupAfterAPlaceholderIsShownFromItsKeyFrameOn() {
    TestViewer viewer = TestViewer.quick().wanting(EVERY_FRAME);
    stream.join(viewer, AT_ONCE);
    publish(frames.key(), frames.delta());
    stream.begin(1);
    publish(frames.jpeg());
    publish(frames.delta(), frames.key());

    assertThat(viewer.shown()).containsExactly(1L, 2L, 3L, 5L);
  }

  @Test
  void aFrameThatIsOvertakenByANewerOneIsShownToNobody() {
    TestViewer early = TestViewer.quick().wanting(EVERY_FRAME);
    stream.join(early, AT_ONCE);
    Frame overtaken = frames.jpeg();
    publish(frames.key());
    publish(overtaken);
    publish(frames.delta());
    TestViewer late = TestViewer.quick().wanting(EVERY_FRAME);
    stream.join(late, AT_ONCE);

    assertThat(early.shown()).containsExactly(2L, 3L);
    assertThat(late.shown()).containsExactly(2L, 3L);
  }

  @Test
  void listsTheTracksThatItHas() {
    assertThat(stream.tracks()).isEmpty();
    publish(frames.audio(), frames.key(), frames.delta());

    assertThat(stream.tracks()).extracting(Track::id).containsExactly(0, 1);
    stream.begin(1);
    assertThat(stream.tracks()).isEmpty();
  }

  private static List<Long> numbers(long first, long last) {
    return LongStream.rangeClosed(first, last).boxed().toList();
  }
}
