package io.zoetrope.benchmarks.load;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.nio.ByteBuffer;
import org.junit.jupiter.api.Test;

/** The small judges of what a viewer sees. */
class WatchingTest {
  private static final long MILLI = 1_000;

  @Test
  void gapsAreCountedBySequenceWhereThereIsOne() {
    GapCounter gaps = new GapCounter(33_333);
    gaps.frame(0, 5);
    gaps.frame(1, 6);
    gaps.frame(2, 9);
    assertThat(gaps.skipped()).isEqualTo(2);
  }

  @Test
  void gapsAreOtherwiseCountedByPeriods() {
    GapCounter gaps = new GapCounter(100 * MILLI);
    gaps.frame(0, -1);
    gaps.frame(104 * MILLI, -1);
    assertThat(gaps.skipped()).isZero();
    gaps.frame(398 * MILLI, -1);
    assertThat(gaps.skipped()).isEqualTo(2);
  }

  @Test
  void aLateFrameIsNotAGap() {
    GapCounter gaps = new GapCounter(100 * MILLI);
    gaps.frame(0, -1);
    gaps.frame(160 * MILLI, -1);
    gaps.frame(200 * MILLI, -1);
    assertThat(gaps.skipped()).isZero();
  }

  @Test
  void aFrameIsCheckedHoweverItIsSplit() {
    byte[] jpeg = Wire.jpeg(12);
    FrameCheck check = new FrameCheck(new FrameCheck.Checksums());
    for (int first = 0; first <= jpeg.length; first++) {
      for (int second = first; second <= jpeg.length; second++) {
        check.start();
        ByteBuffer in = ByteBuffer.wrap(jpeg);
        for (int count : new int[] {first, second - first, jpeg.length - second}) {
          check.take(in, count);
          assertThat(in.limit()).isEqualTo(jpeg.length);
          in.position(in.position() + count);
        }
        assertThat(check.whole(1)).isTrue();
      }
    }
  }

  @Test
  void aFrameWithoutItsStartOrEndIsBroken() {
    byte[] noStart = Wire.jpeg(12);
    noStart[1] = 0;
    byte[] noEnd = Wire.jpeg(12);
    noEnd[11] = 0;
    FrameCheck.Checksums ledger = new FrameCheck.Checksums();
    assertThat(whole(ledger, noStart, -1)).isFalse();
    assertThat(whole(ledger, noEnd, -1)).isFalse();
    assertThat(whole(ledger, new byte[0], -1)).isFalse();
  }

  @Test
  void twoViewersOfOneFrameMustSeeTheSame() {
    byte[] torn = Wire.jpeg(12);
    torn[6] = 1;
    FrameCheck.Checksums ledger = new FrameCheck.Checksums();
    assertThat(whole(ledger, Wire.jpeg(12), 1)).isTrue();
    assertThat(whole(ledger, Wire.jpeg(12), 1)).isTrue();
    assertThat(whole(ledger, torn, 1)).isFalse();
    assertThat(whole(ledger, torn, 2)).isTrue();
  }

  @Test
  void aStalledViewerCountsWhatWaitedForIt() {
    StallWatch watch = new StallWatch();
    watch.partStarted(1 * MILLI, 100);
    watch.partEnded(2 * MILLI);
    watch.resumed(1000 * MILLI, 500);
    watch.partEnded(1001 * MILLI);
    watch.partStarted(100 * MILLI, 900);
    watch.partEnded(1002 * MILLI);
    watch.partStarted(960 * MILLI, 1300);
    watch.partEnded(1003 * MILLI);
    watch.partStarted(1010 * MILLI, 1700);
    watch.partEnded(1012 * MILLI);
    watch.partStarted(1040 * MILLI, 2100);
    watch.partEnded(1041 * MILLI);
    assertThat(watch.recovery())
        .isEqualTo(new StallWatch.Recovery(true, 2, 800, 40 * MILLI, 12 * MILLI));
  }

  @Test
  void aStalledViewerMayNeverSeeAFreshFrame() {
    StallWatch watch = new StallWatch();
    watch.resumed(1000 * MILLI, 0);
    watch.partStarted(900 * MILLI, 10);
    watch.partEnded(1001 * MILLI);
    assertThat(watch.recovery().fresh()).isFalse();
    assertThat(watch.recovery().staleFrames()).isEqualTo(1);
  }

  @Test
  void onlyTheFirstViewerOfAFrameTellsWhenTheServerLetItGo() {
    Gauges gauges = new Gauges();
    gauges.firstByte(LoadViewer.Habit.PLAIN, 100 * MILLI, 101 * MILLI);
    gauges.firstByte(LoadViewer.Habit.PLAIN, 100 * MILLI, 109 * MILLI);
    gauges.firstByte(LoadViewer.Habit.HALF_RATE, 133 * MILLI, 136 * MILLI);
    gauges.firstByte(LoadViewer.Habit.PLAIN, 100 * MILLI, 140 * MILLI);

    assertThat(gauges.firstBytes().count()).isEqualTo(2);
    assertThat(gauges.firstBytes().max()).isCloseTo(3, within(0.01));
    assertThat(gauges.firstBytes(LoadViewer.Habit.HALF_RATE).count()).isEqualTo(1);
  }

  @Test
  void agesAreForgottenWhenTheWindowOpensAndNeverBelowZero() {
    Gauges gauges = new Gauges();
    gauges.lastByte(LoadViewer.Habit.PLAIN, 100 * MILLI, 900 * MILLI);
    gauges.clear();
    assertThat(gauges.lastBytes(LoadViewer.Habit.PLAIN)).isEqualTo(new Delays(0, 0, 0, 0));

    gauges.lastByte(LoadViewer.Habit.PLAIN, 100 * MILLI, 99 * MILLI);
    assertThat(gauges.lastBytes(LoadViewer.Habit.PLAIN)).isEqualTo(new Delays(1, 0, 0, 0));
  }

  @Test
  void aSlowViewerReadsNoMoreThanItsRate() {
    ReadBudget budget = new ReadBudget(1_000_000, 0);
    long read = 0;
    for (long nanos = 0; nanos <= 1_000_000_000L; nanos += 1_000_000) {
      int allowed = budget.allowed(nanos);
      budget.spend(allowed);
      read += allowed;
    }
    assertThat(read).isBetween(990_000L, 1_000_000L + 32 * 1024);
  }

  private static boolean whole(FrameCheck.Checksums ledger, byte[] jpeg, long timestamp) {
    FrameCheck check = new FrameCheck(ledger);
    check.start();
    check.take(ByteBuffer.wrap(jpeg), jpeg.length);
    return check.whole(timestamp);
  }
}
