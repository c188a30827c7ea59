package io.zoetrope.core.ingest;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.api.FuzzedDataProvider;
import com.code_intelligence.jazzer.junit.FuzzTest;
import io.netty.buffer.Unpooled;
import io.zoetrope.core.codec.UnitSyntax;
import io.zoetrope.core.media.Frame;
import io.zoetrope.core.media.ParameterSet;
import io.zoetrope.fuzz.CountingBuffers;
import java.io.IOException;

/** Packets of video and audio may hold anything. */
class PacketsFuzzTest {
  private static final long MOST_NANOS = 1L << 61;

  @FuzzTest(maxDuration = "15s")
  void packetsBecomeFramesOrNothing(FuzzedDataProvider given) throws IOException {
    CountingBuffers buffers = new CountingBuffers();
    StreamClock clock = new StreamClock();
    UnitSyntax syntax = given.pickValue(UnitSyntax.values());
    PacketIngest ingest =
        given.consumeBoolean()
            ? new VideoIngest(syntax, 0, given.consumeInt(0, 3), clock, buffers.frames())
            : AudioIngest.aac(0, clock, buffers.frames());
    long lastDecoded = Long.MIN_VALUE;
    for (int n = 0; n < 20 && given.remainingBytes() > 0; n++) {
      if (given.consumeBoolean()) {
        ingest.setup(ParameterSet.of(given.consumeBytes(200)));
      }
      long nanos = given.consumeLong(-MOST_NANOS, MOST_NANOS);
      byte[] packet = given.consumeBytes(400);
      Frame frame = ingest.frameOf(Unpooled.wrappedBuffer(packet), nanos).orElse(null);
      if (frame != null) {
        assertThat(frame.decodeNanos()).as("times to decode rise").isGreaterThan(lastDecoded);
        lastDecoded = frame.decodeNanos();
        frame.release();
      }
    }
    assertThat(buffers.held()).as("bytes that nobody released").isZero();
  }
}
