package io.zoetrope.core.codec;

import static io.zoetrope.core.codec.BitStrings.hex;
import static org.assertj.core.api.Assertions.assertThat;

import io.zoetrope.core.media.Aac;
import io.zoetrope.core.media.G711;
import io.zoetrope.core.media.H264;
import io.zoetrope.core.media.H265;
import io.zoetrope.core.media.Jpeg;
import io.zoetrope.core.media.Opus;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ProfilesTest {
  @ParameterizedTest
  @CsvSource({
    "67640028acd940780227e5c044000003000400000300c83c60c658, High 4.0",
    "6742c01ed900a02ff97011000003000100000300320f162e48, Constrained Baseline 3.0",
    "67f4000d919b282a10f1f1f808800000030080000019078a14cb, High 4:4:4 Predictive 1.3",
  })
  void ofH264(String sps, String name) {
    assertThat(Profiles.nameOf(new H264(0, 0, List.of(hex(sps)), List.of(hex("68cb")))))
        .contains(name);
  }

  @Test
  void ofH265() {
    String sps =
        "420101016000000300900000030000030078a003c08010e596566924caf0168080000003008000000c84";

    assertThat(
            Profiles.nameOf(
                new H265(0, 0, List.of(hex("40")), List.of(hex(sps)), List.of(hex("44")))))
        .contains("Main 4.0");
  }

  @Test
  void ofAudio() {
    assertThat(Profiles.nameOf(new Aac(2, 48_000, 2, hex("1190")))).contains("LC");
    assertThat(Profiles.nameOf(new G711(G711.Law.MU, 8000, 1))).contains("µ-law");
    assertThat(Profiles.nameOf(new Opus(2))).isEmpty();
  }

  @Test
  void jpegsHaveNone() {
    assertThat(Profiles.nameOf(new Jpeg(640, 480))).isEmpty();
  }
}
