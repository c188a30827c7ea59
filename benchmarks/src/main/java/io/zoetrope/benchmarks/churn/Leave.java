package io.zoetrope.benchmarks.churn;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.TimeUnit;

/** Where and how a client leaves. Each blocks, for a few seconds at most. */
enum Leave {
  CONNECTED {
    @Override
    void act(Socket socket, Route route, String host) {}
  },
  IN_THE_HEAD {
    @Override
    void act(Socket socket, Route route, String host) throws IOException {
      String head = route.head(host);
      send(socket, head.substring(0, head.length() / 2));
    }
  },
  IN_THE_BODY {
    @Override
    boolean suits(Route route) {
      return route.hasBody();
    }

    @Override
    void act(Socket socket, Route route, String host) throws IOException {
      sendHalfOfTheBody(socket, route, host);
    }
  },
  HALF_CLOSED_IN_THE_BODY {
    @Override
    boolean suits(Route route) {
      return route.hasBody();
    }

    @Override
    void act(Socket socket, Route route, String host) throws IOException {
      sendHalfOfTheBody(socket, route, host);
      socket.shutdownOutput();
      read(socket, MOST_SECONDS);
    }
  },
  ASKED {
    @Override
    void act(Socket socket, Route route, String host) throws IOException {
      ask(socket, route, host);
    }
  },
  IN_THE_ANSWER {
    @Override
    void act(Socket socket, Route route, String host) throws IOException {
      ask(socket, route, host);
      int _ = socket.getInputStream().read();
    }
  },
  ANSWERED {
    @Override
    void act(Socket socket, Route route, String host) throws IOException {
      ask(socket, route, host);
      read(socket, 1);
    }
  },
  HALF_CLOSED {
    @Override
    void act(Socket socket, Route route, String host) throws IOException {
      ask(socket, route, host);
      socket.shutdownOutput();
      read(socket, MOST_SECONDS);
    }
  },
  NEVER_READING {
    @Override
    void act(Socket socket, Route route, String host) throws IOException {
      ask(socket, route, host);
      rest(MOST_SECONDS);
    }
  };

  static final int MOST_SECONDS = 3;

  abstract void act(Socket socket, Route route, String host) throws IOException;

  boolean suits(Route route) {
    return true;
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

  static void rest(int seconds) throws IOException {
    try {
      TimeUnit.SECONDS.sleep(seconds);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException("interrupted", e);
    }
  }

  private static void ask(Socket socket, Route route, String host) throws IOException {
    send(socket, route.head(host));
    OutputStream out = socket.getOutputStream();
    out.write(route.body());
  }

  private static void sendHalfOfTheBody(Socket socket, Route route, String host)
      throws IOException {
    send(socket, route.head(host));
    socket.getOutputStream().write(route.body(), 0, route.body().length / 2);
  }
}
