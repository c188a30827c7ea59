package io.zoetrope.drivers.http;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import io.zoetrope.core.fixture.DriverBench;
import io.zoetrope.core.fixture.Pictures;
import io.zoetrope.core.source.FrameSource;
import org.junit.jupiter.api.AfterEach;

/** What the tests of SnapshotCameraIT and SnapshotCameraFailureIT share. */
abstract class SnapshotCameraFixture {
  static final byte[] PICTURE = Pictures.numbered(1);
  final DriverBench bench = new DriverBench();

  @AfterEach
  void everyBufferIsGivenBack() {
    bench.close();
  }

  FrameSource open(String uri) throws Exception {
    return bench.open(new HttpDriver(), uri);
  }

  static byte[] picture() {
    return join(
        "HTTP/1.1 200 OK\r\nContent-Type: image/jpeg\r\nContent-Length: %d\r\n\r\n"
            .formatted(PICTURE.length),
        PICTURE);
  }

  static byte[] answer(String status, String type, String body) {
    return join(
        "HTTP/1.1 %s\r\nContent-Type: %s\r\nContent-Length: %d\r\n\r\n"
            .formatted(status, type, body.length()),
        body.getBytes(ISO_8859_1));
  }

  static byte[] join(String head, byte[] body) {
    byte[] first = head.getBytes(ISO_8859_1);
    byte[] all = new byte[first.length + body.length];
    System.arraycopy(first, 0, all, 0, first.length);
    System.arraycopy(body, 0, all, first.length, body.length);
    return all;
  }
}
