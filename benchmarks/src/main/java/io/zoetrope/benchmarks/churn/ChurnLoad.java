package io.zoetrope.benchmarks.churn;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.LongAdder;
import java.util.concurrent.locks.LockSupport;

/**
 * Sends clients to a server, so many a second, each on a virtual thread: every route, left in every
 * way, one after the other and then again. Run by one thread; the clients count for themselves.
 */
final class ChurnLoad {
  private static final int CONNECT_MILLIS = 3000;
  private static final int SMALL_WINDOW = 4 * 1024;

  /** One client, on its connection. */
  private interface Visit {
    void on(Socket socket) throws IOException;
  }

  /**
   * What a client does.
   *
   * @param reset whether it breaks off in the end, instead of closing properly
   */
  private record Kind(String path, String leave, boolean reset, Visit visit) {}

  private final int port;
  private final List<Kind> kinds = new ArrayList<>();
  private final Map<String, LongAdder> counts = new TreeMap<>();
  private final LongAdder refused = new LongAdder();
  private int next;

  /**
   * Makes one that has sent nobody yet.
   *
   * @param routes what is asked for
   * @param picture what is published
   */
  ChurnLoad(int port, List<Route> routes, byte[] picture) {
    this.port = port;
    String host = "127.0.0.1:" + port;
    for (boolean reset : new boolean[] {false, true}) {
      for (Route route : routes) {
        for (Leave leave : Leave.values()) {
          if (leave.suits(route)) {
            add(route.path(), leave.name(), reset, socket -> leave.act(socket, route, host));
          }
        }
      }
      for (SocketLeave leave : SocketLeave.values()) {
        add(
            SocketLeave.PATH,
            "WebSocket " + leave.name(),
            reset,
            socket -> {
              Leave.send(socket, SocketLeave.handshake(host));
              leave.act(socket, picture);
            });
      }
    }
    Collections.shuffle(kinds, new Random(1));
  }

  /** How many ways there are to come and go. */
  int kinds() {
    return kinds.size();
  }

  /** How many clients have come, by path and by how they left. */
  Map<String, Long> counts() {
    Map<String, Long> all = new TreeMap<>();
    counts.forEach((name, count) -> all.put(name, count.sum()));
    return all;
  }

  /** How many clients found nobody listening. */
  long refused() {
    return refused.sum();
  }

  /** Sends clients for so long, and waits until the last of them has left. */
  void run(int perSecond, Duration time) {
    long start = System.nanoTime();
    long gap = TimeUnit.SECONDS.toNanos(1) / perSecond;
    try (ExecutorService clients = Executors.newVirtualThreadPerTaskExecutor()) {
      for (long sent = 0; sent * gap < time.toNanos(); sent++) {
        long wait = start + sent * gap - System.nanoTime();
        if (wait > 0) {
          LockSupport.parkNanos(wait);
        }
        Kind kind = kinds.get(next++ % kinds.size());
        clients.execute(() -> send(kind));
      }
    }
  }

  private void add(String path, String leave, boolean reset, Visit visit) {
    counts.put(path + " " + leave, new LongAdder());
    kinds.add(new Kind(path, leave, reset, visit));
  }

  private void send(Kind kind) {
    try (Socket socket = new Socket()) {
      socket.setReceiveBufferSize(SMALL_WINDOW);
      socket.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), CONNECT_MILLIS);
      LongAdder count = counts.get(kind.path() + " " + kind.leave());
      if (count != null) {
        count.increment();
      }
      try {
        kind.visit().on(socket);
      } catch (IOException e) {
        // The server may end it first.
      }
      if (kind.reset()) {
        socket.setSoLinger(true, 0);
      }
    } catch (IOException e) {
      refused.increment();
    }
  }
}
