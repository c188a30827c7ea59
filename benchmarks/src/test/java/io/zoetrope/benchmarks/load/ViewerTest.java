package io.zoetrope.benchmarks.load;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.Random;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A viewer sees the same whether it fetches pictures or leaves them in the kernel. */
class ViewerTest {
  private static final int PARTS = 40;
  private static final int CHUNK_BYTES = 1500;

  private final Random random = new Random(7);

  @ParameterizedTest
  @CsvSource({"false, false", "false, true", "true, false", "true, true"})
  void countsAllThatCame(boolean drops, boolean chunked) throws Exception {
    byte[] wire = wire(chunked);
    Tally seen = new Tally(0, 0, 0, 0);
    try (SocketPair pair = new SocketPair()) {
      Viewer viewer = viewer(pair, drops ? LinuxTcp.open(Viewer.EDGE_BYTES) : null);
      ByteBuffer shared = ByteBuffer.allocateDirect(8192);
      int sent = 0;
      while (seen.bytes() < wire.length) {
        if (seen.bytes() == sent) {
          int size = Math.min(wire.length - sent, 1 + random.nextInt(5000));
          pair.send(Arrays.copyOfRange(wire, sent, sent + size));
          sent += size;
        }
        pair.awaitReadable();
        viewer.read(shared);
        seen = viewer.inWindow();
      }
    }
    assertThat(seen).isEqualTo(new Tally(PARTS, wire.length, PARTS - 1, 0));
  }

  private byte[] wire(boolean chunked) {
    byte[][] parts = new byte[PARTS][];
    for (int i = 0; i < PARTS; i++) {
      byte[] body = Wire.jpeg(4 + random.nextInt(3000));
      parts[i] = Wire.part("X-Sequence: " + 2 * i + "\r\n", body);
    }
    byte[] stream = Wire.join(parts);
    return chunked
        ? Wire.join(
            Wire.ascii(Wire.HEAD + "Transfer-Encoding: chunked\r\n\r\n"),
            Wire.chunked(stream, CHUNK_BYTES))
        : Wire.join(Wire.ascii(Wire.HEAD + "\r\n"), stream);
  }

  private static Viewer viewer(SocketPair pair, @Nullable LinuxTcp kernel) {
    return new Viewer(
        Viewer.Habit.PLAIN,
        pair.viewer,
        ByteBuffer.allocate(0),
        WallClock.SYSTEM,
        1000,
        new Gauges(),
        null,
        null,
        kernel);
  }
}
