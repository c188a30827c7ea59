package io.zoetrope.drivers.opencv;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

/** When something native is freed, and what becomes of those who wait for it. */
class NativeLeaseTest {
  private static final Duration LONG = Duration.ofMinutes(5);
  private static final Duration SOON = Duration.ofSeconds(10);

  private final AtomicInteger freed = new AtomicInteger();

  @Test
  void aResourceInUseIsFreedWhenTheUseEnds() throws Exception {
    NativeLease lease = new NativeLease(freed::incrementAndGet);
    assertThat(lease.begin()).isTrue();
    Thread ending = Thread.startVirtualThread(() -> lease.end(LONG));
    await().until(lease::ended);
    assertThat(freed).hasValue(0);

    lease.finish();

    assertThat(ending.join(SOON)).isTrue();
    assertThat(freed).hasValue(1);
    assertThat(lease.begin()).isFalse();
  }

  @Test
  void aFailureToFreeBlocksNobody() throws Exception {
    NativeLease lease =
        new NativeLease(() -> {
          freed.incrementAndGet();
          throw new UnsatisfiedLinkError("no such function");
        });
    assertThat(lease.begin()).isTrue();
    Thread ending = Thread.startVirtualThread(() -> lease.end(LONG));
    await().until(lease::ended);

    lease.finish();

    assertThat(ending.join(SOON)).isTrue();
    lease.end(LONG);
    assertThat(freed).hasValue(1);
  }
}
