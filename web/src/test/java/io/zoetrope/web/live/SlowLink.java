package io.zoetrope.web.live;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.locks.LockSupport;

/** A relay to a server that lets so many bytes a second through to the client. Any thread. */
final class SlowLink implements AutoCloseable {
  private static final int BUFFER_BYTES = 16 * 1024;
  private static final int STEP_BYTES = 1024;

  private final ServerSocket listening;
  private final int port;
  private final int bytesPerSecond;
  private final Queue<Socket> open = new ConcurrentLinkedQueue<>();

  SlowLink(int port, int bytesPerSecond) throws IOException {
    this.port = port;
    this.bytesPerSecond = bytesPerSecond;
    this.listening = new ServerSocket();
    listening.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
    Thread _ = Thread.startVirtualThread(this::accept);
  }

  int port() {
    return listening.getLocalPort();
  }

  private void accept() {
    try {
      while (true) {
        Socket client = keep(listening.accept());
        client.setSendBufferSize(BUFFER_BYTES);
        Socket server = keep(new Socket());
        server.setReceiveBufferSize(BUFFER_BYTES);
        server.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
        Thread _ = Thread.startVirtualThread(() -> copy(client, server, Integer.MAX_VALUE));
        Thread _ = Thread.startVirtualThread(() -> copy(server, client, bytesPerSecond));
      }
    } catch (IOException e) {
      close();
    }
  }

  private Socket keep(Socket socket) {
    open.add(socket);
    return socket;
  }

  private static void copy(Socket from, Socket to, int bytesPerSecond) {
    byte[] step = new byte[STEP_BYTES];
    try (from;
        to) {
      InputStream in = from.getInputStream();
      OutputStream out = to.getOutputStream();
      long due = System.nanoTime();
      for (int read = in.read(step); read >= 0; read = in.read(step)) {
        out.write(step, 0, read);
        due = Math.max(due, System.nanoTime()) + read * 1_000_000_000L / bytesPerSecond;
        for (long left = due - System.nanoTime(); left > 0; left = due - System.nanoTime()) {
          LockSupport.parkNanos(left);
        }
      }
    } catch (IOException e) {
      // One of the two has left.
    }
  }

  @Override
  public void close() {
    try {
      listening.close();
      for (Socket each : open) {
        each.close();
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
