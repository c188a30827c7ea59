package io.zoetrope.picture;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Random;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ForwardDctTest {
  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3})
  void agreesWithTheDefinition(long seed) {
    var samples = new byte[8 * 20];
    new Random(seed).nextBytes(samples);
    var block = new float[64];

    ForwardDct.transform(samples, 3, 20, block);

    for (int v = 0; v < 8; v++) {
      for (int u = 0; u < 8; u++) {
        int place = v * 8 + u;
        assertThat(block[place] / ForwardDct.scale(place))
            .isCloseTo(coefficient(samples, 3, 20, u, v), within(0.01));
      }
    }
  }

  /** ITU-T T.81, A.3.3. */
  private static double coefficient(byte[] samples, int offset, int stride, int u, int v) {
    double sum = 0;
    for (int y = 0; y < 8; y++) {
      for (int x = 0; x < 8; x++) {
        sum +=
            ((samples[offset + y * stride + x] & 0xFF) - 128)
                * Math.cos((2 * x + 1) * u * Math.PI / 16)
                * Math.cos((2 * y + 1) * v * Math.PI / 16);
      }
    }
    return sum / 4 * (u == 0 ? Math.sqrt(0.5) : 1) * (v == 0 ? Math.sqrt(0.5) : 1);
  }
}
