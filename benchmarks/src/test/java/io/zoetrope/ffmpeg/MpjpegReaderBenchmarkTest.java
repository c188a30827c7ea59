package io.zoetrope.ffmpeg;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class MpjpegReaderBenchmarkTest {

  @Test
  void readsOneFrameAfterTheOther() throws Exception {
    MpjpegReaderBenchmark benchmark = new MpjpegReaderBenchmark();
    assertThat(benchmark.read()).isEqualTo(1);
    assertThat(benchmark.read()).isEqualTo(2);
  }
}
