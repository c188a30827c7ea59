package io.zoetrope.benchmarks.rows;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class TableReaderTest {
  private static final String CHUNKED = "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n";

  private final ServerSocket server = listen();

  @AfterEach
  void close() throws IOException {
    server.close();
  }

  @Test
  void countsRowsAndBytesOfAChunkedTable() throws Exception {
    try (TableReader reader = read(CHUNKED + "4\r\na\r\n1\r\n5\r\n\r\n2\r\n\r\n0\r\n\r\n")) {
      reader.readAll();
      assertThat(reader.rows()).isEqualTo(2);
      assertThat(reader.firstRowMillis()).isPositive();
    }
  }

  @Test
  void aTableThatIsCutOffIsAFailure() throws Exception {
    try (TableReader reader = read(CHUNKED + "4\r\na\r\n1\r\n5\r\n")) {
      assertThatThrownBy(reader::readAll).hasMessage("the table was cut off");
    }
  }

  @Test
  void aRefusalIsAFailure() {
    assertThatThrownBy(() -> read("HTTP/1.1 503 Busy\r\n\r\n")).hasMessageContaining("503");
  }

  private TableReader read(String answer) throws IOException {
    Thread.ofVirtual().start(() -> answer(answer));
    return new TableReader(
        URI.create("http://127.0.0.1:" + server.getLocalPort() + "/t"),
        TableForm.CSV,
        TableReader.Pace.FULL);
  }

  private void answer(String text) {
    try (Socket client = server.accept()) {
      byte[] request = new byte[1000];
      assertThat(client.getInputStream().read(request)).isPositive();
      client.getOutputStream().write(text.getBytes(StandardCharsets.US_ASCII));
    } catch (IOException e) {
      // The test sees it at its end.
    }
  }

  private static ServerSocket listen() {
    try {
      return new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }
}
