package io.zoetrope.benchmarks.inner;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class PublishBenchmarkTest {

  @Test
  void readyViewersAreShownEachFrameAndBusyOnesTheFirst() {
    PublishBenchmark benchmark = new PublishBenchmark();
    benchmark.viewers = 3;
    benchmark.join();
    for (int frames = 0; frames < 4; frames++) {
      benchmark.floorWalk();
      benchmark.ready();
      benchmark.busy();
    }
    benchmark.leave();
    assertThat(benchmark.toReady.framesShown()).isEqualTo(12);
    assertThat(benchmark.toReady.framesDropped()).isZero();
    assertThat(benchmark.toBusy.framesShown()).isEqualTo(3);
    assertThat(benchmark.toBusy.framesDropped()).isEqualTo(6);
  }
}
