package io.zoetrope.benchmarks.load;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;

/** For one thread. Two ends of one connection: a server's that blocks, and a viewer's. */
final class SocketPair implements AutoCloseable {
  private static final int PATIENCE_MILLIS = 10_000;

  final SocketChannel server;
  final SocketChannel viewer;
  private final Selector selector = Selector.open();

  SocketPair() throws IOException {
    try (ServerSocketChannel listener = ServerSocketChannel.open()) {
      listener.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
      viewer = SocketChannel.open(listener.getLocalAddress());
      server = listener.accept();
    }
    viewer.configureBlocking(false);
    viewer.register(selector, SelectionKey.OP_READ);
  }

  void send(byte[] bytes) throws IOException {
    ByteBuffer out = ByteBuffer.wrap(bytes);
    while (out.hasRemaining()) {
      server.write(out);
    }
  }

  /** Returns when something waits for the viewer, or the server has closed. */
  void awaitReadable() throws IOException {
    selector.selectedKeys().clear();
    if (selector.select(PATIENCE_MILLIS) == 0) {
      throw new IOException("nothing came");
    }
  }

  @Override
  public void close() throws IOException {
    selector.close();
    viewer.close();
    server.close();
  }
}
