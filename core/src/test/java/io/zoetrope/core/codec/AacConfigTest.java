package io.zoetrope.core.codec;

import static io.zoetrope.core.codec.BitStrings.hex;
import static org.assertj.core.api.Assertions.assertThat;

import io.zoetrope.core.media.Aac;
import java.util.HexFormat;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class AacConfigTest {
  @ParameterizedTest
  @CsvSource({
    "1190, 2, 48000, 2", // As RTMP's encoders write it.
    "1588, 2, 8000, 1", // As cameras do.
    "119056e500, 2, 48000, 2", // Says that nothing follows.
    "2b11880000, 5, 24000, 2", // HE-AAC
    "f9465000, 42, 48000, 2", // A type above 31: USAC
    "1780564408, 2, 44168, 1", // A rate that has no number.
    "11b8, 2, 48000, 8", // 7.1
  })
  void readsWhatEncodersWrite(String config, int type, int rate, int channels) {
    assertThat(AacConfig.parse(hex(config))).contains(new Aac(type, rate, channels, hex(config)));
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "11", "0190", "1690", "1180", "17800000", "17ffffff88"})
  void readsNothingOutOfDamagedOnes(String config) {
    assertThat(AacConfig.parse(hex(config))).isEmpty();
  }

  @Test
  void makesOneOfTheHeaderBeforeAFrame() {
    byte[] header = HexFormat.of().parseHex("fff14c801c9ffc");

    assertThat(AacConfig.ofAdts(header)).contains(new Aac(2, 48_000, 2, hex("1190")));
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "fff1", "00f14c801c9ffc", "fff17c801c9ffc"})
  void makesNoneOfOtherBytes(String header) {
    assertThat(AacConfig.ofAdts(HexFormat.of().parseHex(header))).isEmpty();
  }
}
