package io.zoetrope.core.stream;

import static org.assertj.core.api.Assertions.assertThat;

import io.zoetrope.core.media.Frame;
import io.zoetrope.core.media.TestFrames;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Which frames wait in order, and what is dropped when they are too many. */
class FrameQueueTest {
  private static final Duration SECOND = Duration.ofSeconds(1);
  private static final long FRAME_BYTES = "picture".length();

  private final TestFrames frames = new TestFrames();
  private FrameQueue waiting = new FrameQueue(1000, SECOND.toNanos());

  @AfterEach
  void everyBufferIsGivenBack() {
    waiting.clear();
    frames.assertAllReleased();
  }

  @Test
  void framesOfAllTracksComeInTheirOrder() {
    offer(frames.key());
    offer(frames.audio());
    offer(frames.delta());

    assertThat(takeAll()).containsExactly(1L, 2L, 3L);
  }

  @Test
  void whenTheOldestIsTooOldEverythingUpToTheNextKeyFrameIsDropped() {
    offer(frames.key());
    offer(frames.delta());
    frames.pass(SECOND);
    offer(frames.key());
    offer(frames.delta());
    frames.pass(Duration.ofMillis(1));

    assertThat(offer(frames.delta())).isEqualTo(2);

    assertThat(takeAll()).containsExactly(3L, 4L, 5L);
  }

  @Test
  void withoutALaterKeyFrameEverythingIsDroppedUntilOneComesAudioIncluded() {
    offer(frames.key());
    offer(frames.delta());
    frames.pass(SECOND.plusMillis(1));

    assertThat(offer(frames.delta())).isEqualTo(3);
    assertThat(offer(frames.audio())).isEqualTo(1);
    assertThat(offer(frames.delta())).isEqualTo(1);
    assertThat(offer(frames.key())).isZero();
    assertThat(offer(frames.delta())).isZero();

    assertThat(takeAll()).containsExactly(6L, 7L);
  }

  @Test
  void tooManyBytesAreDroppedAsTooOldFramesAre() {
    waiting = new FrameQueue(3L * FRAME_BYTES, SECOND.toNanos());
    offer(frames.key());
    offer(frames.delta());
    offer(frames.key());

    assertThat(offer(frames.delta())).isEqualTo(2);

    assertThat(takeAll()).containsExactly(3L, 4L);
  }

  @Test
  void oneFrameMayBeLargerThanAllThatMayWait() {
    waiting = new FrameQueue(1, SECOND.toNanos());

    assertThat(offer(frames.key())).isZero();

    assertThat(takeAll()).containsExactly(1L);
  }

  @Test
  void whereAllFramesStandAloneOnlyTheOldestAreDropped() {
    waiting = new FrameQueue(3L * FRAME_BYTES, SECOND.toNanos());
    for (int frame = 0; frame < 5; frame++) {
      offer(frames.audio());
    }

    assertThat(takeAll()).containsExactly(3L, 4L, 5L);
  }

  /**
   * At 70 % of the rate, with a group a second: the third would be cut short, so it is left out.
   */
  @Test
  void aSlowViewerGetsWholeGroups() {
    List<Long> taken = new ArrayList<>();
    double credit = 0;
    for (int n = 0; n < 300; n++) {
      offer(n % 10 == 0 ? frames.key() : frames.delta());
      frames.pass(Duration.ofMillis(100));
      for (credit += 0.7; credit >= 1; credit--) {
        waiting.trim();
        Frame inHand = waiting.poll();
        if (inHand == null) {
          break;
        }
        taken.add(inHand.sequence());
        inHand.release();
      }
    }

    Map<Long, Long> groups =
        taken.stream().collect(Collectors.groupingBy(n -> (n - 1) / 10, Collectors.counting()));
    groups.remove(Collections.max(groups.keySet()));
    assertThat(groups.values()).as("frames of each group").containsOnly(10L);
    assertThat(taken).hasSizeGreaterThan(180);
  }

  @Test
  void theFramesThatANewcomerBeginsWithMayBeOld() {
    Frame key = frames.key();
    frames.pass(SECOND.multipliedBy(3));
    Frame delta = frames.delta();
    waiting.begin(List.of(key, delta));
    key.release();
    delta.release();
    frames.pass(Duration.ofMillis(500));

    assertThat(offer(frames.delta())).isZero();

    assertThat(takeAll()).containsExactly(1L, 2L, 3L);
  }

  @Test
  void aNewcomerDoesNotLoseItsFirstGroupBecauseThatIsOldAlready() {
    Frame key = frames.key();
    frames.pass(Duration.ofMillis(800));
    Frame delta = frames.delta();
    waiting.begin(List.of(key, delta));
    key.release();
    delta.release();

    assertThat(waiting.trim()).isZero();

    assertThat(takeAll()).containsExactly(1L, 2L);
  }

  @Test
  void aNewcomerBeginsWithTheKeyFrameAloneIfTheRestDoesNotFit() {
    waiting = new FrameQueue(3L * FRAME_BYTES / 2, SECOND.toNanos());
    Frame key = frames.key();
    Frame delta = frames.delta();

    assertThat(waiting.begin(List.of(key, delta))).isSameAs(key);

    key.release();
    delta.release();
    assertThat(takeAll()).containsExactly(1L);
  }

  private int offer(Frame frame) {
    int dropped = waiting.offer(frame);
    frame.release();
    return dropped;
  }

  private List<Long> takeAll() {
    List<Long> taken = new ArrayList<>();
    for (Frame frame = waiting.poll(); frame != null; frame = waiting.poll()) {
      taken.add(frame.sequence());
      frame.release();
    }
    return taken;
  }
}
