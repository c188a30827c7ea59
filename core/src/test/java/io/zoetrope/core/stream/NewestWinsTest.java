package io.zoetrope.core.stream;

import static org.assertj.core.api.Assertions.assertThat;

import io.zoetrope.core.media.Frame;
import io.zoetrope.core.media.TestFrames;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Which frame waits and which is dropped, for pictures that stand alone and for video. */
class NewestWinsTest {
  private final TestFrames frames = new TestFrames();
  private final NewestWins waiting = new NewestWins();

  @AfterEach
  void everyBufferIsGivenBack() {
    waiting.clear();
    frames.assertAllReleased();
  }

  @Test
  void aNewerJpegTakesThePlaceOfTheOneThatWaits() {
    assertThat(offer(frames.jpeg())).isZero();
    assertThat(offer(frames.jpeg())).isEqualTo(1);
    Frame newest = frames.jpeg();
    assertThat(offer(newest)).isEqualTo(1);

    assertThat(pollSequence()).isEqualTo(newest.sequence());
    assertThat(pollSequence()).isNull();
  }

  @Test
  void whatIsDroppedIsReleasedAtOnce() {
    offer(frames.jpeg());
    offer(frames.jpeg());

    assertThat(frames.held()).isEqualTo(1);
  }

  @Test
  void videoFlowsWhileEachFrameIsTakenInTime() {
    for (Frame frame : List.of(frames.key(), frames.delta(), frames.delta(), frames.key())) {
      assertThat(offer(frame)).isZero();
      assertThat(pollSequence()).isEqualTo(frame.sequence());
    }
  }

  @Test
  void videoBeginsWithAKeyFrame() {
    assertThat(offer(frames.delta())).isEqualTo(1);
    assertThat(offer(frames.delta())).isEqualTo(1);
    assertThat(waiting.isEmpty()).isTrue();

    Frame key = frames.key();
    offer(key);
    assertThat(pollSequence()).isEqualTo(key.sequence());
  }

  @Test
  void afterADroppedVideoFrameAllAreDroppedUpToTheNextKeyFrame() {
    offer(frames.key());
    pollSequence();
    assertThat(offer(frames.delta())).isZero();
    assertThat(offer(frames.delta())).isEqualTo(2);
    assertThat(offer(frames.delta())).isEqualTo(1);
    assertThat(waiting.isEmpty()).isTrue();

    Frame key = frames.key();
    assertThat(offer(key)).isZero();
    assertThat(pollSequence()).isEqualTo(key.sequence());
    Frame delta = frames.delta();
    assertThat(offer(delta)).isZero();
    assertThat(pollSequence()).isEqualTo(delta.sequence());
  }

  @Test
  void aKeyFrameThatWaitsIsNeverLostToADelta() {
    Frame key = frames.key();
    offer(key);
    assertThat(offer(frames.delta())).isEqualTo(1);
    assertThat(offer(frames.delta())).isEqualTo(1);

    assertThat(pollSequence()).isEqualTo(key.sequence());
    assertThat(offer(frames.delta())).as("it builds on one that was dropped").isEqualTo(1);
  }

  @Test
  void aNewerKeyFrameReplacesTheOneThatWaits() {
    offer(frames.key());
    Frame newer = frames.key();
    assertThat(offer(newer)).isEqualTo(1);

    assertThat(pollSequence()).isEqualTo(newer.sequence());
  }

  @Test
  void afterClearingVideoBeginsWithAKeyFrameAgain() {
    offer(frames.key());
    pollSequence();
    offer(frames.delta());
    assertThat(waiting.clear()).isEqualTo(1);
    assertThat(waiting.clear()).isZero();

    assertThat(offer(frames.delta())).isEqualTo(1);
  }

  /** The decoder's rule, checked for any order of arrival and of taking. */
  @Test
  void whatIsTakenCanAlwaysBeDecoded() {
    Random random = new Random(7);
    List<Frame> taken = new ArrayList<>();
    int dropped = 0;
    int offered = 3000;
    for (int i = 0; i < offered; i++) {
      dropped += offer(random.nextInt(5) == 0 ? frames.key() : frames.delta());
      Frame next = random.nextInt(3) == 0 ? null : waiting.poll();
      if (next != null) {
        taken.add(next);
        next.release();
      }
    }
    dropped += waiting.clear();

    assertThat(taken.size() + dropped).isEqualTo(offered);
    Frame before = null;
    for (Frame frame : taken) {
      assertThat(frame.keyFrame() || (before != null && frame.sequence() == before.sequence() + 1))
          .as("%s after %s", frame, before)
          .isTrue();
      before = frame;
    }
  }

  private int offer(Frame frame) {
    int dropped = waiting.offer(frame);
    frame.release();
    return dropped;
  }

  private @Nullable Long pollSequence() {
    Frame frame = waiting.poll();
    if (frame == null) {
      return null;
    }
    frame.release();
    return frame.sequence();
  }
}
