package io.zoetrope.benchmarks.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

class FirstFrameTest {
  private static final String HEAD = "HTTP/1.1 200 OK\r\nConnection: close\r\n\r\n";
  private static final String PART = "--b\r\nContent-Type: image/jpeg\r\nContent-Length: 5\r\n\r\n";

  @Test
  void readsTheFirstFrameAndNoMore() throws Exception {
    assertThat(read(HEAD + PART + "ab\ncd\r\n" + PART + "later")).isEqualTo("ab\ncd");
  }

  @Test
  void aRefusalIsTold() {
    assertThatThrownBy(() -> read("HTTP/1.1 404 Not Found\r\n\r\n"))
        .hasMessage("the server answered: HTTP/1.1 404 Not Found");
  }

  @Test
  void anEndIsNoFrame() {
    assertThatThrownBy(() -> read(HEAD + PART + "abc"))
        .hasMessage("the stream ended within the first frame");
    assertThatThrownBy(() -> read(HEAD + "--b\r\n"))
        .hasMessage("the stream ended before the first frame");
  }

  private static String read(String text) throws IOException {
    byte[] bytes = text.getBytes(StandardCharsets.ISO_8859_1);
    return new String(
        FirstFrame.read(new ByteArrayInputStream(bytes)), StandardCharsets.ISO_8859_1);
  }
}
