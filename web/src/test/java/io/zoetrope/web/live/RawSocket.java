package io.zoetrope.web.live;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.zoetrope.web.fixture.RawClient;
import io.zoetrope.web.fixture.ServerPair;
import java.io.IOException;
import java.nio.ByteBuffer;

/** A WebSocket that sends what no proper one does. Used by one thread. */
record RawSocket(RawClient client) {
  static final int FINAL = 0x80;
  static final int TEXT = 1;
  static final int BINARY = 2;
  static final int CLOSE = 8;
  static final int PING = 9;
  static final int PONG = 10;

  /** A frame that the server has sent. */
  record Frame(int kind, byte[] data) {
    String text() {
      return new String(data, UTF_8);
    }

    int closeCode() {
      return ByteBuffer.wrap(data).getShort();
    }
  }

  static RawSocket open(RawClient client, String... headers) throws IOException {
    upgrade(client, headers).readHead();
    return new RawSocket(client);
  }

  static RawSocket open(ServerPair pair) throws IOException {
    return open(pair.connect());
  }

  static RawClient upgrade(RawClient client, String... headers) throws IOException {
    String[] all = new String[headers.length + 4];
    System.arraycopy(headers, 0, all, 0, headers.length);
    all[headers.length] = "Connection: Upgrade";
    all[headers.length + 1] = "Upgrade: websocket";
    all[headers.length + 2] = "Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==";
    all[headers.length + 3] = "Sec-WebSocket-Version: 13";
    return client.get("/api/live", all);
  }

  /** Sends a frame that is masked with zeros. */
  RawSocket send(int kind, byte[] data) throws IOException {
    ByteBuffer frame = ByteBuffer.allocate(14 + data.length).put((byte) kind);
    if (data.length < 126) {
      frame.put((byte) (0x80 | data.length));
    } else if (data.length < 65_536) {
      frame.put((byte) (0x80 | 126)).putShort((short) data.length);
    } else {
      frame.put((byte) (0x80 | 127)).putLong(data.length);
    }
    frame.putInt(0).put(data).flip();
    byte[] bytes = new byte[frame.remaining()];
    frame.get(bytes);
    client.send(bytes);
    return this;
  }

  RawSocket send(String json) throws IOException {
    return send(FINAL | TEXT, json.replace('\'', '"').getBytes(UTF_8));
  }

  Frame next() throws IOException {
    byte[] head = client.readExactly(2);
    int length = head[1] & 0x7F;
    if (length == 126) {
      length = ByteBuffer.wrap(client.readExactly(2)).getShort() & 0xFFFF;
    } else if (length == 127) {
      length = (int) ByteBuffer.wrap(client.readExactly(8)).getLong();
    }
    return new Frame(head[0] & 0xF, client.readExactly(length));
  }

  /**
   * The next frame of this kind; what comes before it is passed over, and pings are not answered.
   */
  Frame next(int kind) throws IOException {
    Frame frame = next();
    while (frame.kind() != kind) {
      frame = next();
    }
    return frame;
  }

  /** The next error. */
  String error() throws IOException {
    Frame frame = next(TEXT);
    while (!frame.text().startsWith("{\"type\":\"error\"")) {
      frame = next(TEXT);
    }
    return frame.text();
  }
}
