package io.zoetrope.core.camera;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.zoetrope.core.media.Frame;
import io.zoetrope.core.media.TestFrames;
import java.time.Duration;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;

/** Frames of TestFrames have seven bytes each. */
class TrackMeterTest {
  private static final Duration STEP = Duration.ofMillis(50);

  private final TestFrames frames = new TestFrames();

  @Test
  void measuresRateBitsAndTheTimeBetweenKeyFrames() {
    Frame first = frames.key();
    TrackMeter meter = new TrackMeter(first.track());
    assertThat(meter.status().framesPerSecond()).isZero();
    take(meter, first);
    for (int n = 1; n < 200; n++) {
      mark(meter, n % 40 == 0 ? frames::key : frames::delta);
    }

    assertThat(meter.status().framesPerSecond()).isCloseTo(20, within(0.01));
    assertThat(meter.status().bitsPerSecond()).isCloseTo(20 * 7 * 8, within(1L));
    assertThat(meter.status().keyFrameInterval()).contains(STEP.multipliedBy(40));
  }

  @Test
  void framesThatStandAloneHaveNoSuchTime() {
    Frame first = frames.audio();
    TrackMeter meter = new TrackMeter(first.track());
    take(meter, first);
    for (int n = 0; n < 20; n++) {
      mark(meter, frames::audio);
    }

    assertThat(meter.status().framesPerSecond()).isCloseTo(20, within(0.01));
    assertThat(meter.status().keyFrameInterval()).isEmpty();
  }

  @Test
  void anotherFormatIsMeasuredFromItsBeginning() {
    Frame first = frames.key();
    TrackMeter meter = new TrackMeter(first.track());
    take(meter, first);
    for (int n = 0; n < 20; n++) {
      mark(meter, frames::key);
    }
    assertThat(meter.status().keyFrameInterval()).isPresent();

    mark(meter, frames::jpeg);

    assertThat(meter.status().framesPerSecond()).isZero();
    assertThat(meter.status().keyFrameInterval()).isEmpty();
  }

  private void mark(TrackMeter meter, Supplier<Frame> next) {
    frames.pass(STEP);
    take(meter, next.get());
  }

  private static void take(TrackMeter meter, Frame frame) {
    meter.mark(frame);
    frame.release();
  }
}
