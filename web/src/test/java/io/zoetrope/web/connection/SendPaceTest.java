package io.zoetrope.web.connection;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class SendPaceTest {
  private static final long MEGABIT = 125_000;
  private static final long FAST = 100_000_000;
  private static final int FRAME = 10_000;
  private static final long TICK = Duration.ofMillis(1).toNanos();

  private final FakeSocket socket = new FakeSocket();
  private final SendPace pace = new SendPace(socket, () -> socket.now);

  @Test
  void onASlowWayTheKernelHoldsLittleAndSendsNoFasterThanItCarries() {
    watch(MEGABIT, 100);
    assertThat(socket.unsentLimit).isEqualTo(SendPace.LEAST_UNSENT);
    assertThat(socket.rate).isBetween(MEGABIT * 9 / 10, MEGABIT * 16 / 10);
    assertThat(socket.router).isLessThan(MEGABIT / 5);
  }

  @Test
  void onAFastWayThereIsNoLimitAndTheKernelMayHoldMore() {
    watch(FAST, 100);
    assertThat(socket.unsentLimit).isEqualTo(SendPace.MOST_UNSENT);
    assertThat(socket.rate).isEqualTo(SendSocket.UNLIMITED);
  }

  @Test
  void aWayThatGrowsSlowIsNoticed() {
    watch(FAST, 100);
    watch(MEGABIT, 100);
    assertThat(socket.unsentLimit).isEqualTo(SendPace.LEAST_UNSENT);
    assertThat(socket.rate).isBetween(MEGABIT * 9 / 10, MEGABIT * 16 / 10);
  }

  @Test
  void aWayThatGrowsFastIsUsed() {
    watch(MEGABIT, 100);
    watch(FAST, 3000);
    assertThat(socket.rate).isEqualTo(SendSocket.UNLIMITED);
    assertThat(socket.unsentLimit).isEqualTo(SendPace.MOST_UNSENT);
  }

  @Test
  void aViewerThatStoppedReadingIsSoonAsQuickAgain() {
    watch(MEGABIT, 50);
    watch(MEGABIT / 100, 20);
    watch(20 * MEGABIT, 300);
    assertThat(socket.rate).isGreaterThan(10 * MEGABIT);
  }

  @Test
  void aViewerThatIsSlowItselfIsNotSentToAtARate() {
    socket.router = -1;
    watch(MEGABIT, 100);
    assertThat(socket.unsentLimit).isEqualTo(SendPace.LEAST_UNSENT);
    assertThat(socket.rate).isEqualTo(SendSocket.UNLIMITED);
  }

  /** Writes so many frames, 25 a second or as quickly as they are accepted. */
  private void watch(long bytesPerSecond, int frames) {
    socket.carries = bytesPerSecond;
    for (int n = 0; n < frames; n++) {
      long due = socket.now + Duration.ofMillis(40).toNanos();
      pace.writes(FRAME);
      socket.written += FRAME;
      while (!socket.accepts()) {
        socket.run();
      }
      pace.accepted();
      while (socket.now < due && bytesPerSecond > FRAME * 25) {
        socket.run();
      }
    }
  }

  /** A kernel, and a router that holds what is too much for the way behind it. */
  private static final class FakeSocket implements SendSocket {
    private long now;
    private long carries;
    private long unsentLimit;
    private long rate = UNLIMITED;
    private long written;
    private long sent;
    private long router;

    boolean accepts() {
      return written - sent < unsentLimit;
    }

    void run() {
      now += TICK;
      if (router < 0) { // There is none: the viewer takes it from this machine.
        sent += Math.min(written - sent, carries / 1000);
        return;
      }
      long leaves = Math.min(written - sent, Math.min(rate, FAST) / 1000);
      // Not more than half a second of it is on its way.
      leaves = Math.max(0, Math.min(leaves, carries / 2 - router));
      sent += leaves;
      router = Math.max(0, router + leaves - carries / 1000);
    }

    @Override
    public void limitUnsent(long bytes) {
      unsentLimit = bytes;
    }

    @Override
    public void limitRate(long bytesPerSecond) {
      rate = bytesPerSecond;
    }

    @Override
    public long acked() {
      return sent - Math.max(0, router);
    }

    @Override
    public Duration roundTrip() {
      return queued().plusMillis(1);
    }

    @Override
    public Duration queued() {
      return Duration.ofNanos(Math.max(0, router) * Duration.ofSeconds(1).toNanos() / carries);
    }
  }
}
