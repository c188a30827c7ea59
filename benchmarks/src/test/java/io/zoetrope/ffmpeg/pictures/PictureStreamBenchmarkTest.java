package io.zoetrope.ffmpeg.pictures;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class PictureStreamBenchmarkTest {

  @Test
  void readsOneFrameAfterTheOther() throws Exception {
    PictureStreamBenchmark benchmark = new PictureStreamBenchmark();
    assertThat(benchmark.read()).isEqualTo(1);
    assertThat(benchmark.read()).isEqualTo(2);
  }
}
