package io.zoetrope.web.live;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayDeque;
import java.util.Deque;
import org.junit.jupiter.api.Test;

class LinkPaceTest {
  private static final long MILLI = 1_000_000;
  private static final int FRAME = 10_000;

  private final LinkPace pace = new LinkPace(0);
  private final Deque<long[]> marks = new ArrayDeque<>(); // number, position, when sent
  private long now;
  private long sent;
  private long arrived;

  @Test
  void whatIsNotAnsweredIsLimited() {
    fill();
    now += 60_000 * MILLI;
    fill();
    assertThat(pace.onItsWay()).isBetween(64L * 1024, 64L * 1024 + FRAME);
  }

  @Test
  void aFastLinkIsGivenMore() {
    for (int n = 0; n < 20; n++) {
      fill();
      run(5, 100_000_000);
    }
    fill();
    assertThat(pace.onItsWay()).isGreaterThan(1_000_000);
  }

  @Test
  void onASlowLinkLittleQueuesUp() {
    for (int n = 0; n < 100; n++) {
      fill();
      run(100, 125_000);
    }
    fill();
    // What arrives in a fifth of a second, and a frame.
    assertThat(pace.onItsWay()).isLessThan(125_000 / 5 + FRAME);
    assertThat(arrived).as("and the link is kept busy").isGreaterThan(125_000L * 9);
  }

  @Test
  void framesThatTakeLongByThemselvesDoNotHideThatTheLinkIsSlow() {
    for (int n = 0; n < 60; n++) {
      fill(100_000);
      run(850, 125_000);
      assertThat(pace.onItsWay()).isLessThan(n < 5 ? 250_000 : 110_000);
    }
  }

  @Test
  void aLinkThatGrowsSlowIsNoticed() {
    aFastLinkIsGivenMore();
    run(1000, 100_000_000);
    for (int n = 0; n < 200; n++) {
      fill();
      run(100, 125_000);
    }
    fill();
    assertThat(pace.onItsWay()).isLessThan(125_000 / 5 + FRAME);
  }

  @Test
  void answersMayBeLeftOutInventedOrRepeated() {
    pace.sent(FRAME);
    long first = pace.mark(now);
    pace.sent(FRAME);
    long second = pace.mark(now);
    pace.answered(second + 5, now);
    assertThat(pace.onItsWay()).isEqualTo(2 * FRAME);

    pace.sent(FRAME);
    long third = pace.mark(now);
    pace.answered(third, now + MILLI);
    pace.answered(first, now + MILLI);
    pace.answered(third, now + MILLI);
    assertThat(pace.onItsWay()).isZero();
  }

  @Test
  void whenTheRoomIsUsedUpAMarkFollows() {
    pace.sent(1);
    assertThat(pace.needsMark(now)).isTrue();
    pace.mark(now);
    assertThat(pace.needsMark(now)).isFalse();
    pace.sent(1);
    assertThat(pace.needsMark(now)).as("so soon after the last").isFalse();
    pace.sent(64 * 1024);
    assertThat(pace.needsMark(now)).isTrue();
  }

  /** Sends frames while there is room. */
  private void fill() {
    fill(FRAME);
  }

  private void fill(int bytes) {
    while (pace.hasRoom()) {
      if (pace.needsProbe(now)) {
        mark();
      }
      pace.sent(bytes);
      sent += bytes;
      if (pace.needsMark(now)) {
        mark();
      }
    }
  }

  private void mark() {
    marks.add(new long[] {pace.mark(now), sent, now});
  }

  /** So many milliseconds pass on a link of this rate, of which an answer takes one. */
  private void run(int millis, long bytesPerSecond) {
    for (int n = 0; n < millis; n++) {
      now += MILLI;
      arrived = Math.min(sent, arrived + bytesPerSecond / 1000);
      while (!marks.isEmpty() && marks.peek()[1] <= arrived && now > marks.peek()[2]) {
        pace.answered(marks.remove()[0], now);
      }
    }
  }
}
