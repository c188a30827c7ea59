package io.zoetrope.core.stream;

import static org.assertj.core.api.Assertions.assertThat;

import io.zoetrope.core.media.Frame;
import io.zoetrope.core.media.TestFrames;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Which picture waits and which is dropped. */
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
  void onlyKeyFramesOfVideoAreWanted() {
    Frame key = frames.key();
    assertThat(offer(key)).isZero();
    Frame delta = frames.delta();
    Frame audio = frames.audio();

    assertThat(waiting.wants(key)).isTrue();
    assertThat(waiting.wants(delta)).as("nobody misses it").isFalse();
    assertThat(waiting.wants(audio)).isFalse();
    delta.release();
    audio.release();
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
