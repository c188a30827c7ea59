package io.zoetrope.core.codec;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import io.zoetrope.core.media.ParameterSet;

/** Headers of video and audio may hold anything. */
class CodecHeadersFuzzTest {
  private static final int LARGEST_SIDE = 1 << 15;

  @FuzzTest(maxDuration = "15s")
  void headersAreReadOrLeft(byte[] header) {
    ParameterSet set = ParameterSet.of(header);
    H264Sps.parse(set)
        .ifPresent(sps -> {
          assertThat(sps.width()).isBetween(1, LARGEST_SIDE);
          assertThat(sps.height()).isBetween(1, LARGEST_SIDE);
        });
    H265Sps.parse(set)
        .ifPresent(sps -> {
          assertThat(sps.width()).isBetween(1, LARGEST_SIDE);
          assertThat(sps.height()).isBetween(1, LARGEST_SIDE);
        });
    AacConfig.parse(set).ifPresent(aac -> assertThat(Profiles.nameOf(aac)).isPresent());
    AacConfig.ofAdts(header).ifPresent(aac -> assertThat(aac.sampleRate()).isPositive());
  }
}
