package io.zoetrope.ffmpeg.transcode;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIOException;

import io.zoetrope.core.fixture.DriverBench;
import io.zoetrope.core.media.Frame;
import io.zoetrope.core.media.FrameBuilder;
import io.zoetrope.core.media.H264;
import io.zoetrope.core.media.ParameterSet;
import io.zoetrope.core.media.Track;
import io.zoetrope.ffmpeg.transcode.FramesInFlight.Origin;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class FramesInFlightTest {
  private static final Track VIDEO =
      Track.only(
          new H264(
              640,
              360,
              List.of(ParameterSet.of((byte) 0x67)),
              List.of(ParameterSet.of((byte) 0x68))));

  private final DriverBench bench = new DriverBench();
  private final FramesInFlight inFlight = new FramesInFlight();

  @AfterEach
  void close() {
    bench.close();
  }

  @Test
  void timesAreOddForWhatIsWanted() throws Exception {
    long wanted = enter(true, 0, true);
    long other = enter(false, 40, false);

    assertThat(wanted % 2).isEqualTo(1);
    assertThat(other % 2).isZero();
    assertThat(other - wanted).isEqualTo(40_000 - 1);
    assertThat(inFlight.leave(other)).isEmpty();
  }

  @Test
  void sequencesRiseInTheOrderOfPresentation() throws Exception {
    long key = enter(true, 0, true);
    long third = enter(false, 120, true);
    long first = enter(false, 40, true);
    long second = enter(false, 80, true);

    assertThat(sequence(key)).isEqualTo(1);
    assertThat(sequence(first)).isEqualTo(2);
    assertThat(sequence(second)).isEqualTo(3);
    assertThat(sequence(third)).isEqualTo(4);
  }

  @Test
  void aLostPictureDoesNotShiftThoseAfterIt() throws Exception {
    enter(true, 0, true);
    enter(false, 40, true);
    long third = enter(false, 80, true);
    long fourth = enter(false, 120, true);

    Origin origin = inFlight.leave(third).orElseThrow();
    assertThat(origin.sequence()).isEqualTo(3);
    assertThat(origin.presentationNanos()).isEqualTo(80_000_000);
    assertThat(sequence(fourth)).isEqualTo(4);
  }

  @Test
  void timeGoesOnWhereThatOfTheCameraDoesNot() throws Exception {
    long first = enter(true, 5000, true);
    long second = enter(false, 5000, true);
    long jumped = enter(true, 0, true);
    long after = enter(false, 40, true);

    assertThat(List.of(first, second, jumped, after)).isSorted().doesNotHaveDuplicates();
    assertThat(after - jumped).isEqualTo(40_000);
  }

  @Test
  void picturesBeforeTheFirstKeyFrameHaveATimeToo() throws Exception {
    enter(true, 0, true);

    assertThat(enter(false, -80, true)).isPositive();
    assertThat(enter(false, -60_000, true)).isNotNegative();
  }

  @Test
  void oneThatIsFarBehindGetsNoMoreToMake() throws Exception {
    for (int n = 0; n < 60; n++) {
      enter(n == 0, 40L * n, true);
    }
    long left = enter(false, 2400, true);
    assertThat(left % 2).isZero();
    assertThatIOException()
        .isThrownBy(() -> {
          for (int n = 61; n < 2000; n++) {
            enter(false, 40L * n, true);
          }
        })
        .withMessage("FFmpeg makes no pictures of it");
  }

  private long sequence(long ticks) {
    return inFlight.leave(ticks).orElseThrow().sequence();
  }

  private long enter(boolean keyFrame, long atMillis, boolean wanted) throws Exception {
    try (FrameBuilder builder = bench.frames().begin(1)) {
      builder.buffer().writeByte(1);
      Frame frame = builder.finish(VIDEO, keyFrame, atMillis * 1_000_000);
      try {
        return inFlight.enter(frame, wanted);
      } finally {
        frame.release();
      }
    }
  }
}
