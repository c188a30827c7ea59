package io.zoetrope.benchmarks.load;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * For any thread. Sends each viewer a part every few milliseconds, or when it takes it if that is
 * later: were they sent as fast as they are taken, the load would have no time left to measure.
 */
final class PourServer implements AutoCloseable {
  private static final int PAUSE_MILLIS = 2;

  private final ServerSocket listener = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
  private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
  private final CountDownLatch closed = new CountDownLatch(1);
  private final String head;
  private final byte[] body;
  private final AtomicInteger viewers = new AtomicInteger();

  PourServer(String head, byte[] body) throws IOException {
    this.head = head;
    this.body = body;
    threads.execute(this::accept);
  }

  URI url() {
    return URI.create("http://127.0.0.1:" + listener.getLocalPort() + "/stream?x=1");
  }

  int viewers() {
    return viewers.get();
  }

  private void accept() {
    try {
      while (true) {
        Socket socket = listener.accept();
        threads.execute(() -> pour(socket));
      }
    } catch (IOException e) {
      // The test is over.
    }
  }

  private void pour(Socket socket) {
    try (socket) {
      BufferedReader in =
          new BufferedReader(
              new InputStreamReader(socket.getInputStream(), StandardCharsets.ISO_8859_1));
      if (!"GET /stream?x=1 HTTP/1.0".equals(in.readLine())) {
        return;
      }
      viewers.incrementAndGet();
      OutputStream out = socket.getOutputStream();
      out.write(Wire.ascii(head));
      while (true) {
        long micros = Gauges.wallMicros();
        String stamp =
            String.format(
                Locale.ROOT, "X-Timestamp: %d.%06d\r\n", micros / 1_000_000, micros % 1_000_000);
        byte[] part = Wire.part(stamp, body);
        out.write(part);
        if (closed.await(PAUSE_MILLIS, TimeUnit.MILLISECONDS)) {
          return;
        }
      }
    } catch (IOException | InterruptedException e) {
      // The viewer has gone, or the test is over.
    }
  }

  @Override
  public void close() throws IOException {
    closed.countDown();
    listener.close();
    threads.close();
  }
}
