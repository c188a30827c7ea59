package io.zoetrope.benchmarks.server;

import java.io.IOException;
import java.net.HttpURLConnection;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.TimeUnit;

/** For any thread. How a server that is started here comes up. */
public final class Health {
  private static final Duration UP_WITHIN = Duration.ofMinutes(3);

  private Health() {}

  public static int freePort() throws IOException {
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    }
  }

  /** Waits until the server answers 200 there; its log tells why it does not. */
  static void await(String name, Process process, URI health, Path log) throws IOException {
    long deadline = System.nanoTime() + UP_WITHIN.toNanos();
    while (!healthy(health)) {
      try {
        if (process.waitFor(100, TimeUnit.MILLISECONDS)) {
          throw new ServerException(name + " ended at once: " + ChildServer.lastLine(log));
        }
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        throw new ServerException("interrupted while " + name + " started");
      }
      if (System.nanoTime() > deadline) {
        throw new ServerException(name + " was not healthy in time: " + ChildServer.lastLine(log));
      }
    }
  }

  private static boolean healthy(URI health) {
    try {
      HttpURLConnection connection = (HttpURLConnection) health.toURL().openConnection();
      connection.setConnectTimeout(1000);
      connection.setReadTimeout(1000);
      boolean ok = connection.getResponseCode() == 200;
      connection.disconnect();
      return ok;
    } catch (IOException e) {
      return false;
    }
  }
}
