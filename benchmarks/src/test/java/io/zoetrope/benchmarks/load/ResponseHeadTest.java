package io.zoetrope.benchmarks.load;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.ByteBuffer;
import org.junit.jupiter.api.Test;

class ResponseHeadTest {
  @Test
  void endsAtTheEmptyLineWhereverItIsSplit() throws Exception {
    byte[] wire = Wire.ascii(Wire.HEAD + "Transfer-Encoding: chunked\r\n\r\nrest");
    int end = wire.length - "rest".length();
    for (int at = 0; at < end; at++) {
      ResponseHead head = new ResponseHead();
      assertThat(head.take(Wire.buffer(wire, 0, at))).isFalse();
      ByteBuffer second = Wire.buffer(wire, at, wire.length);
      assertThat(head.take(second)).isTrue();
      assertThat(second.remaining()).isEqualTo("rest".length());
      assertThat(head.chunked()).isTrue();
    }
  }

  @Test
  void isNotChunkedUnlessItSaysSo() throws Exception {
    ResponseHead head = new ResponseHead();
    assertThat(head.take(ByteBuffer.wrap(Wire.ascii(Wire.HEAD + "\r\n")))).isTrue();
    assertThat(head.chunked()).isFalse();
  }

  @Test
  void saysWhatElseTheServerAnswered() {
    ResponseHead head = new ResponseHead();
    assertThatThrownBy(() -> head.take(ByteBuffer.wrap(Wire.ascii("HTTP/1.1 503 Busy\r\n\r\n"))))
        .hasMessage("the server answered: HTTP/1.1 503 Busy");
  }
}
