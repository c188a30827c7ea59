package io.zoetrope.core.codec;

import static io.zoetrope.core.codec.BitStrings.hex;
import static org.assertj.core.api.Assertions.assertThat;

import io.zoetrope.core.media.ParameterSet;
import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** What is expected was said by ffprobe. */
class H265SpsTest {
  private static final String FULL_HD =
      "420101016000000300900000030000030078a003c08010e596566924caf0168080000003008000000c84";

  @Test
  void readsAPictureThatIsCut() {
    assertThat(H265Sps.parse(hex(FULL_HD)))
        .contains(new H265Sps(0, 1, 0x6000_0000, 0x9000_0000_0000L, 120, 1920, 1080, 1, 8, 8, 2));
  }

  @Test
  void readsTenBitsAndHalfTheColoursWithoutReordering() {
    String sps =
        "4201010408000003009d0800000300003cb00a480f9c93b6592a4932bc05a02000000300200000030321";

    assertThat(H265Sps.parse(hex(sps)))
        .contains(new H265Sps(0, 4, 0x0800_0000, 0x9D08_0000_0000L, 60, 322, 242, 2, 10, 10, 0));
  }

  @Test
  void readsOnBehindTheDescriptionOfLayers() {
    String sps =
        "42010101600000030090000003000003005aa0050201e165959a4932bc05a02000000300200000030321";

    assertThat(H265Sps.parse(hex(sps)))
        .contains(new H265Sps(0, 1, 0x6000_0000, 0x9000_0000_0000L, 90, 640, 480, 1, 8, 8, 2));
  }

  @Test
  void readsNothingOutOfPartsOfOne() {
    byte[] whole = hex(FULL_HD).toBytes();
    for (int size = 0; size < 24; size++) {
      assertThat(H265Sps.parse(ParameterSet.of(Arrays.copyOf(whole, size))))
          .as("%d bytes", size)
          .isEmpty();
    }
  }

  @Test
  void readsOnlySizesThatMayBeOutOfDamagedOnes() {
    Random random = new Random(1);
    for (int n = 0; n < 20_000; n++) {
      byte[] damaged = hex(FULL_HD).toBytes();
      for (int flips = random.nextInt(6); flips >= 0; flips--) {
        damaged[2 + random.nextInt(damaged.length - 2)] = (byte) random.nextInt(256);
      }
      H265Sps.parse(ParameterSet.of(damaged))
          .ifPresent(read -> {
            assertThat(read.width()).isBetween(1, 1 << 14);
            assertThat(read.height()).isBetween(1, 1 << 14);
            assertThat(read.reorderedFrames()).isBetween(0, 16);
          });
    }
  }
}
