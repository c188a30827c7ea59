package io.zoetrope.benchmarks.load;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** Bytes as a server sends them, for tests. */
final class Wire {
  static final String HEAD =
      "HTTP/1.1 200 OK\r\nContent-Type: multipart/x-mixed-replace;boundary=b\r\n";

  private Wire() {}

  static byte[] ascii(String text) {
    return text.getBytes(StandardCharsets.ISO_8859_1);
  }

  /** Small enough to split everywhere, and with a body that looks like a boundary. */
  static byte[] jpeg(int bytes) {
    byte[] jpeg = new byte[bytes];
    Arrays.fill(jpeg, (byte) '-');
    jpeg[0] = (byte) 0xFF;
    jpeg[1] = (byte) 0xD8;
    jpeg[2] = '\r';
    jpeg[3] = '\n';
    jpeg[bytes - 2] = (byte) 0xFF;
    jpeg[bytes - 1] = (byte) 0xD9;
    return jpeg;
  }

  static byte[] part(String headers, byte[] body) {
    return join(
        ascii("--b\r\n" + headers + "Content-Length: " + body.length + "\r\n\r\n"),
        body,
        ascii("\r\n"));
  }

  static byte[] join(byte[]... pieces) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    for (byte[] piece : pieces) {
      out.writeBytes(piece);
    }
    return out.toByteArray();
  }

  static ByteBuffer buffer(byte[] bytes, int from, int to) {
    return ByteBuffer.wrap(bytes, from, to - from);
  }
}
