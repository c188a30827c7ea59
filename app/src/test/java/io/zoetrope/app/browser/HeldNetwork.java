package io.zoetrope.app.browser;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

/** A way to a server on which, for a time, nothing arrives and nothing is said. Any thread. */
final class HeldNetwork implements AutoCloseable {
  private final ServerSocket listening;
  private final int behindPort;
  private final ReentrantLock lock = new ReentrantLock();
  private final Condition released = lock.newCondition();
  private boolean held;

  HeldNetwork(int behindPort) throws IOException {
    this.behindPort = behindPort;
    this.listening = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
    Thread.ofVirtual().start(this::accept);
  }

  String url() {
    return "http://127.0.0.1:" + listening.getLocalPort() + "/";
  }

  void hold(boolean hold) {
    lock.lock();
    try {
      held = hold;
      released.signalAll();
    } finally {
      lock.unlock();
    }
  }

  @Override
  public void close() throws IOException {
    listening.close();
    hold(false);
  }

  private void accept() {
    while (!listening.isClosed()) {
      try {
        Socket client = listening.accept();
        Socket behind = new Socket(InetAddress.getLoopbackAddress(), behindPort);
        Thread.ofVirtual().start(() -> passOn(client, behind));
        Thread.ofVirtual().start(() -> passOn(behind, client));
      } catch (IOException closed) {
        return;
      }
    }
  }

  private void passOn(Socket from, Socket to) {
    try (from;
        to) {
      InputStream in = from.getInputStream();
      OutputStream out = to.getOutputStream();
      byte[] some = new byte[8192];
      for (int read = in.read(some); read >= 0; read = in.read(some)) {
        awaitRelease();
        out.write(some, 0, read);
      }
      awaitRelease();
    } catch (IOException gone) {
      // One of the two has left, as browsers do.
    }
  }

  private void awaitRelease() {
    lock.lock();
    try {
      while (held) {
        released.awaitUninterruptibly();
      }
    } finally {
      lock.unlock();
    }
  }
}
