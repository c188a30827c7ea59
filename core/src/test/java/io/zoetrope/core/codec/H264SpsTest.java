package io.zoetrope.core.codec;

import static io.zoetrope.core.codec.BitStrings.bits;
import static io.zoetrope.core.codec.BitStrings.hex;
import static org.assertj.core.api.Assertions.assertThat;

import io.zoetrope.core.media.ParameterSet;
import java.util.Arrays;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What is expected was said by ffprobe. */
class H264SpsTest {
  private static final String FULL_HD = "67640028acd940780227e5c044000003000400000300c83c60c658";

  @ParameterizedTest
  @CsvSource({
    // x264: cut to 1080 lines; Baseline; interlaced; 4:4:4; 4:2:2; a fixed bit rate.
    FULL_HD + ", 100, 0, 40, 1920, 1080, 1, 2",
    "6742c01ed900a02ff97011000003000100000300320f162e48, 66, 192, 30, 640, 360, 1, 0",
    "67640028acd94078044fde0220000003002000000643e2c5b2c0, 100, 0, 40, 1920, 1080, 1, 2",
    "67f4000d919b282a10f1f1f808800000030080000019078a14cb, 244, 0, 13, 322, 242, 3, 2",
    "677a000dbcd9414087e3f011000003000100000300320f142996, 122, 0, 13, 320, 242, 2, 2",
    "6764001eacd940a03db016a020202800000300080000030193020007a12000f427261803c58b6580,"
        + " 100, 0, 30, 640, 480, 1, 2",
    // A Raspberry Pi's camera, and another encoder.
    "27640028ac2b403c0113f2c03c489a80, 100, 0, 40, 1920, 1080, 1, 0",
    "6764001facd9405005bb011000000300100000030320f1831960, 100, 0, 31, 1280, 720, 1, 2",
  })
  void readsWhatEncodersWrite(
      String sps,
      int profile,
      int constraints,
      int level,
      int width,
      int height,
      int chroma,
      int reordered) {
    assertThat(H264Sps.parse(hex(sps)))
        .contains(
            new H264Sps(
                0,
                profile,
                constraints,
                level,
                width,
                height,
                chroma,
                8,
                8,
                Optional.of(reordered)));
  }

  @Test
  void readsOnBehindScalingLists() {
    ParameterSet sps =
        bits(
            "01100111 01100100 00000000 00011110", // High, level 3.0
            "1 010 1 1 0", // id 0, 4:2:0, 8 bits each
            "1", // Scaling lists follow:
            "1 000010001", // The first ends at once, with a delta of -8.
            "1" + "1".repeat(16), // The second is full.
            "000000",
            "1 011 010 0", // Frame numbers, order of type 2, one reference
            "00000101000 000011110", // 40 by 30 macroblocks
            "1 1 0 0 1");

    assertThat(H264Sps.parse(sps))
        .contains(new H264Sps(0, 100, 0, 30, 640, 480, 1, 8, 8, Optional.of(0)));
  }

  @Test
  void doesNotGuessTheOrderWhereNothingIsSaidAboutIt() {
    ParameterSet sps =
        bits(
            "01100111 01001101 00000000 00011110", // Main, level 3.0
            "1 1 1 1 010 0", // id 0, frame numbers, order of type 0, one reference
            "00000101000 000011110",
            "1 1 0 0 1");

    assertThat(H264Sps.parse(sps))
        .contains(new H264Sps(0, 77, 0, 30, 640, 480, 1, 8, 8, Optional.empty()));
  }

  @Test
  void readsNothingOutOfPartsOfOne() {
    byte[] whole = hex(FULL_HD).toBytes();
    for (int size = 0; size < 20; size++) {
      assertThat(H264Sps.parse(ParameterSet.of(Arrays.copyOf(whole, size))))
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
        damaged[1 + random.nextInt(damaged.length - 1)] = (byte) random.nextInt(256);
      }
      H264Sps.parse(ParameterSet.of(damaged))
          .ifPresent(read -> {
            assertThat(read.width()).isBetween(1, 1 << 14);
            assertThat(read.height()).isBetween(1, 1 << 15);
            assertThat(read.reorderedFrames().orElse(0)).isBetween(0, 16);
          });
    }
  }
}
