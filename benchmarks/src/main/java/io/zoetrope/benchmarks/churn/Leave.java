package io.zoetrope.benchmarks.churn;

import io.zoetrope.benchmarks.server.ServerApi;
import java.io.IOException;
import java.io.InputStream;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.TimeUnit;

/** Where and how a client leaves. Each blocks, for a few seconds at most. */
enum Leave {
  CONNECTED((_, _, _) -> {}),
  IN_THE_HEAD((socket, route, host) -> {
    String head = route.head(host);
    send(socket, head.substring(0, head.length() / 2));
  }),
  IN_THE_BODY(Leave::sendHalfOfTheBody),
  HALF_CLOSED_IN_THE_BODY((socket, route, host) -> {
    sendHalfOfTheBody(socket, route, host);
    halfClose(socket);
  }),
  ASKED(Leave::ask),
  IN_THE_ANSWER((socket, route, host) -> {
    ask(socket, route, host);
    int _ = socket.getInputStream().read();
  }),
  ANSWERED((socket, route, host) -> {
    ask(socket, route, host);
    read(socket, 1);
  }),
  HALF_CLOSED((socket, route, host) -> {
    ask(socket, route, host);
    halfClose(socket);
  }),
  NEVER_READING((socket, route, host) -> {
    ask(socket, route, host);
    ServerApi.rest(Leave.MOST_SECONDS);
  });

  static final int MOST_SECONDS = 3;

  @SuppressWarnings("ImmutableEnumChecker") // A lambda that captures nothing.
  private final Act act;

  private interface Act {
    void on(Socket socket, Route route, String host) throws IOException;
  }

  Leave(Act act) {
    this.act = act;
  }

  void act(Socket socket, Route route, String host) throws IOException {
    act.on(socket, route, host);
  }

  boolean suits(Route route) {
    return route.hasBody() || (this != IN_THE_BODY && this != HALF_CLOSED_IN_THE_BODY);
  }

  static void send(Socket socket, String text) throws IOException {
    socket.getOutputStream().write(text.getBytes(StandardCharsets.ISO_8859_1));
  }

  /** Reads all that comes in so many seconds. */
  static void read(Socket socket, int seconds) throws IOException {
    long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(seconds);
    socket.setSoTimeout((int) TimeUnit.SECONDS.toMillis(seconds));
    InputStream in = socket.getInputStream();
    byte[] bytes = new byte[16 * 1024];
    try {
      while (System.nanoTime() < end && in.read(bytes) >= 0) {
        // What it is does not matter.
      }
    } catch (SocketTimeoutException e) {
      // It had its time.
    }
  }

  static void halfClose(Socket socket) throws IOException {
    socket.shutdownOutput();
    read(socket, MOST_SECONDS);
  }

  private static void ask(Socket socket, Route route, String host) throws IOException {
    send(socket, route.head(host));
    socket.getOutputStream().write(route.body());
  }

  private static void sendHalfOfTheBody(Socket socket, Route route, String host)
      throws IOException {
    send(socket, route.head(host));
    socket.getOutputStream().write(route.body(), 0, route.body().length / 2);
  }
}
