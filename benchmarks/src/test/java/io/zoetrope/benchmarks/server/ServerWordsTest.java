package io.zoetrope.benchmarks.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.URI;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What is read from words: peers and lists of cores. */
class ServerWordsTest {
  private static final Peer.Converter PEERS = new Peer.Converter();

  @Test
  void aPeerHasANameAUrlAndAProcess() {
    assertThat(PEERS.convert("flask=http://127.0.0.1:5000/video_feed?x=1,77"))
        .isEqualTo(new Peer("flask", URI.create("http://127.0.0.1:5000/video_feed?x=1"), 77));
  }

  @Test
  void aPeerMayComeWithoutItsProcess() {
    assertThat(PEERS.convert("other=http://localhost:81/").pid()).isZero();
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
    assertThatThrownBy(() -> PEERS.convert(text)).hasMessageEndingWith("not '" + text + "'");
  }

  @Test
  void coresAreReadAsTheKernelWritesThem() {
    assertThat(Cores.parseList("0-2,8")).containsExactly(0, 1, 2, 8);
    assertThat(Cores.parseList("5")).containsExactly(5);
  }
}
