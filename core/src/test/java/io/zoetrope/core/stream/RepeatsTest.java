package io.zoetrope.core.stream;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** Showing a picture twice to those who want it. */
class RepeatsTest extends MediaStreamFixture {
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
  void aViewerWhoCameAfterSoundThatFollowedThePictureSeesItTwice() {
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
}
