package io.zoetrope.core.camera;

import static org.assertj.core.api.Assertions.assertThat;

import io.zoetrope.core.media.Frame;
import io.zoetrope.core.media.Jpeg;
import io.zoetrope.core.media.TestFrames;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/** What is known of a session by what it has delivered. */
class SessionMeterTest {
  private static final long SECOND = 1_000_000_000L;
  private static final long OPENED = 100 * SECOND;

  private final TestFrames frames = new TestFrames();
  private final SessionMeter meter = new SessionMeter(new RateMeter(), null, OPENED);

  @Test
  void beforeTheFirstPictureNothingHasBegun() {
    assertThat(meter.begun()).isFalse();
    assertThat(meter.lasted(Duration.ZERO)).isFalse();
    assertThat(meter.lastNanos()).isEqualTo(OPENED);
    assertThat(meter.format()).isNull();
  }

  @Test
  void itSaysWhichPictureIsTheFirst() {
    assertThat(mark(frames.jpeg(), 1)).isTrue();
    assertThat(mark(frames.jpeg(), 2)).isFalse();
    assertThat(meter.begun()).isTrue();
  }

  @Test
  void silenceAfterTheLastPictureDoesNotCount() {
    mark(frames.jpeg(), 1);
    mark(frames.jpeg(), 11);

    assertThat(meter.lasted(Duration.ofSeconds(10))).isTrue();
    assertThat(meter.lasted(Duration.ofSeconds(11))).isFalse();
    assertThat(meter.lastNanos()).isEqualTo(OPENED + 11 * SECOND);
  }

  @Test
  void soundIsNotAPicture() {
    assertThat(mark(frames.audio(), 1)).isFalse();

    assertThat(meter.begun()).isFalse();
    assertThat(meter.lastNanos()).isEqualTo(OPENED);
    assertThat(mark(frames.jpeg(), 2)).isTrue();
  }

  @Test
  void theNextSessionBeginsWithTheFormatThatTheLastPictureHad() {
    mark(frames.jpeg(), 1);

    SessionMeter next = meter.next(OPENED + 20 * SECOND, false);

    assertThat(next.format()).isEqualTo(new Jpeg(640, 360));
    assertThat(next.begun()).isFalse();
    assertThat(next.openedNanos()).isEqualTo(OPENED + 20 * SECOND);
  }

  private boolean mark(Frame frame, int second) {
    boolean first = meter.mark(frame, OPENED + second * SECOND);
    frame.release();
    return first;
  }
}
