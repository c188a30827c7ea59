package io.zoetrope.app.browser;

import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.atomic.AtomicInteger;

/** A reverse proxy that serves another server under a path prefix, one request a connection. */
final class PrefixProxy implements AutoCloseable {
  private final ServerSocket listening;
  private final String prefix;
  private final int behindPort;
  private final AtomicInteger outsidePrefix = new AtomicInteger();
  private volatile boolean knowsWebSockets = true;

  PrefixProxy(String prefix, int behindPort) throws IOException {
    this.prefix = prefix;
    this.behindPort = behindPort;
    this.listening = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
    Thread.ofVirtual().start(this::accept);
  }

  /** From now on it passes on requests only, as old proxies do. */
  PrefixProxy withoutWebSockets() {
    knowsWebSockets = false;
    return this;
  }

  String url() {
    return "http://127.0.0.1:" + listening.getLocalPort() + prefix;
  }

  /** How many requests came for a path that is not under the prefix. */
  int requestsOutsidePrefix() {
    return outsidePrefix.get();
  }

  @Override
  public void close() throws IOException {
    listening.close();
  }

  private void accept() {
    while (!listening.isClosed()) {
      try {
        Socket client = listening.accept();
        Thread.ofVirtual().start(() -> serve(client));
      } catch (IOException closed) {
        return;
      }
    }
  }

  private void serve(Socket client) {
    try (client;
        Socket behind = new Socket(InetAddress.getLoopbackAddress(), behindPort)) {
      String head = readHead(client.getInputStream());
      if (!head.startsWith(prefix + "/", head.indexOf(' ') + 1)) {
        outsidePrefix.incrementAndGet();
        client
            .getOutputStream()
            .write(
                "HTTP/1.1 404 Not Found\r\nContent-Length: 0\r\nConnection: close\r\n\r\n"
                    .getBytes(StandardCharsets.US_ASCII));
        return;
      }
      String kept = knowsWebSockets ? "(?!.*Upgrade)" : "";
      String passedOn =
          head.replaceFirst(" " + prefix, " ")
              .replaceFirst("(?i)\r\nConnection: " + kept + "[^\r]*", "\r\nConnection: close");
      behind.getOutputStream().write(passedOn.getBytes(StandardCharsets.ISO_8859_1));
      Thread.ofVirtual().start(() -> passOnUntilGone(client, behind));
      behind.getInputStream().transferTo(client.getOutputStream());
    } catch (IOException gone) {
      // One of the two has left, as browsers do.
    }
  }

  private static void passOnUntilGone(Socket client, Socket behind) {
    try (behind) {
      client.getInputStream().transferTo(behind.getOutputStream());
    } catch (IOException gone) {
      // As expected.
    }
  }

  private static String readHead(InputStream in) throws IOException {
    StringBuilder head = new StringBuilder();
    while (head.indexOf("\r\n\r\n") < 0) {
      int next = in.read();
      if (next < 0) {
        throw new IOException("no request");
      }
      head.append((char) next);
    }
    return head.toString();
  }
}
