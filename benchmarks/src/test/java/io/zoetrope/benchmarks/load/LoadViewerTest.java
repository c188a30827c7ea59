package io.zoetrope.benchmarks.load;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.Random;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A viewer sees the same whether it fetches pictures or leaves them in the kernel. */
class LoadViewerTest {
  private static final int PARTS = 40;

  private final Random random = new Random(7);

  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void countsAllThatCame(boolean drops) throws Exception {
    byte[] wire = wire();
    Tally seen = new Tally(0, 0, 0, 0);
    try (SocketPair pair = new SocketPair()) {
      LoadViewer viewer = viewer(pair, drops ? LinuxTcp.open(LoadViewer.EDGE_BYTES) : null);
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

  private byte[] wire() {
    byte[][] parts = new byte[PARTS][];
    for (int i = 0; i < PARTS; i++) {
      byte[] body = Wire.jpeg(4 + random.nextInt(3000));
      parts[i] = Wire.part("X-Sequence: " + 2 * i + "\r\n", body);
    }
    return Wire.join(Wire.ascii(Wire.HEAD + "\r\n"), Wire.join(parts));
  }

  private static LoadViewer viewer(SocketPair pair, @Nullable LinuxTcp kernel) {
    return new LoadViewer(
        LoadViewer.Habit.PLAIN,
        pair.viewer,
        ByteBuffer.allocate(0),
        1000,
        new Gauges(),
        null,
        null,
        kernel);
  }
}
