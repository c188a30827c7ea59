package io.zoetrope.testing;

import static org.assertj.core.api.Assertions.assertThat;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.PooledByteBufAllocator;
import org.junit.jupiter.api.Test;

/** A guard that sleeps would let every leak pass. */
class LeakGuardTest {

  @Test
  void aBufferThatIsLostIsFoundOnce() throws Exception {
    loseABuffer();

    assertThat(LeakGuard.findLeaks()).singleElement().asString().contains("loseABuffer");
    assertThat(LeakGuard.findLeaks()).isEmpty();
  }

  @Test
  void aBufferThatIsReleasedIsNoLeak() throws Exception {
    PooledByteBufAllocator.DEFAULT.directBuffer(64).release();

    assertThat(LeakGuard.findLeaks()).isEmpty();
  }

  @Test
  void aBufferInUseIsNoLeak() throws Exception {
    ByteBuf inUse = PooledByteBufAllocator.DEFAULT.directBuffer(64);

    assertThat(LeakGuard.findLeaks()).isEmpty();
    inUse.release();
  }

  private static void loseABuffer() {
    PooledByteBufAllocator.DEFAULT.directBuffer(64).writeByte(1);
  }
}
