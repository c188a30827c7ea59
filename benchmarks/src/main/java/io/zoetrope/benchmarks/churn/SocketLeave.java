package io.zoetrope.benchmarks.churn;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.Socket;
import java.util.concurrent.TimeUnit;

/** Where and how a publisher over a WebSocket leaves. Each blocks, for a few seconds at most. */
enum SocketLeave {
  IN_THE_HANDSHAKE((_, _) -> {}),
  SILENT((socket, _) -> Leave.read(socket, 1)),
  PUBLISHING((socket, picture) -> write(socket, SocketLeave.BINARY, picture)),
  IN_A_PICTURE((socket, picture) -> {
    byte[] frame = frame(SocketLeave.BINARY, picture);
    socket.getOutputStream().write(frame, 0, frame.length / 2);
  }),
  SENDING_WHAT_IS_NOT_A_PICTURE((socket, _) -> {
    write(socket, SocketLeave.BINARY, new byte[100]);
    Leave.read(socket, Leave.MOST_SECONDS);
  }),
  CLOSING((socket, picture) -> {
    write(socket, SocketLeave.BINARY, picture);
    write(socket, SocketLeave.CLOSE, new byte[] {3, (byte) 0xE8});
    Leave.read(socket, 1);
  }),
  HALF_CLOSED((socket, _) -> Leave.halfClose(socket)),
  PINGING_AND_NEVER_READING((socket, _) -> {
    long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(Leave.MOST_SECONDS);
    for (int sent = 0; sent < SocketLeave.MOST_PINGS && System.nanoTime() < end; sent++) {
      write(socket, SocketLeave.PING, new byte[125]);
    }
  });

  static final String PATH = "/cameras/:id/publish";

  private static final int BINARY = 0x82;
  private static final int CLOSE = 0x88;
  private static final int PING = 0x89;

  /** What fits into the buffers of the kernel, so that no write waits for ever. */
  private static final int MOST_PINGS = 500;

  @SuppressWarnings("ImmutableEnumChecker") // A lambda that captures nothing.
  private final Act act;

  private interface Act {
    void on(Socket socket, byte[] picture) throws IOException;
  }

  SocketLeave(Act act) {
    this.act = act;
  }

  /** What is done once the handshake has been sent. */
  void act(Socket socket, byte[] picture) throws IOException {
    act.on(socket, picture);
  }

  static String handshake(String host) {
    return "GET /cameras/bench2/publish HTTP/1.1\r\nHost: "
        + host
        + "\r\nConnection: Upgrade\r\nUpgrade: websocket\r\nSec-WebSocket-Version: 13\r\n"
        + "Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\n\r\n";
  }

  private static void write(Socket socket, int type, byte[] payload) throws IOException {
    socket.getOutputStream().write(frame(type, payload));
  }

  /** A frame as clients send it: masked, here with zeros. */
  private static byte[] frame(int type, byte[] payload) {
    ByteArrayOutputStream frame = new ByteArrayOutputStream();
    frame.write(type);
    if (payload.length < 126) {
      frame.write(0x80 | payload.length);
    } else {
      frame.write(0x80 | 127);
      for (int shift = 56; shift >= 0; shift -= 8) {
        frame.write((int) ((long) payload.length >> shift));
      }
    }
    frame.writeBytes(new byte[4]);
    frame.writeBytes(payload);
    return frame.toByteArray();
  }
}
