package io.zoetrope.drivers.http;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import io.zoetrope.core.fixture.DriverBench;
import java.io.IOException;
import java.io.OutputStream;
import org.junit.jupiter.api.AfterEach;

/** What the tests of HttpStillsIT and HttpStillsOfOtherKindsIT share. */
abstract class HttpStillsFixture {
  final DriverBench bench = new DriverBench();

  @AfterEach
  void everyBufferIsGivenBack() {
    bench.close();
  }

  static void answer(OutputStream out, String type, boolean measured, byte[] body)
      throws IOException {
    answer(out, type, measured ? body.length : -1, body);
  }

  /**
   * Sends an answer.
   *
   * @param length announced; -1 for none
   */
  static void answer(OutputStream out, String type, long length, byte[] body) throws IOException {
    String announced = length < 0 ? "" : "Content-Length: %d\r\n".formatted(length);
    out.write(
        "HTTP/1.1 200 OK\r\nConnection: close\r\nContent-Type: %s\r\n%s\r\n"
            .formatted(type, announced)
            .getBytes(ISO_8859_1));
    out.write(body);
  }
}
