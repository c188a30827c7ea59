package io.zoetrope.benchmarks.server;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What is read from words: peers and lists of cores. */
class ServerWordsTest {
  @Test
  void aPeerHasANameAUrlAndAProcess() {
    assertThat(Peer.parse("flask=http://127.0.0.1:5000/video_feed?x=1,77"))
        .contains(new Peer("flask", URI.create("http://127.0.0.1:5000/video_feed?x=1"), 77));
  }

  @Test
  void aPeerMayComeWithoutItsProcess() {
    assertThat(Peer.parse("other=http://localhost:81/")).map(Peer::pid).contains(0L);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "http://127.0.0.1/",
        "x=https://127.0.0.1/",
        "x=http://192.0.2.7/,5",
        "x=http://127.0.0.1/,pid",
        "=http://127.0.0.1/",
        "x=http:///"
      })
  void whatIsNoPeerOfThisMachineIsRefused(String text) {
    assertThat(Peer.parse(text)).isEmpty();
  }

  @Test
  void coresAreReadAsTheKernelWritesThem() {
    assertThat(Cores.parseList("0-2,8")).containsExactly(0, 1, 2, 8);
    assertThat(Cores.parseList("5")).containsExactly(5);
  }
}
