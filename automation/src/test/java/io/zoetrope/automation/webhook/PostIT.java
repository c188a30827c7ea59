package io.zoetrope.automation.webhook;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIOException;

import io.zoetrope.automation.fixture.LoopbackNames;
import io.zoetrope.automation.http.HttpSender;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Posting to receivers that keep a connection only as long as they like. */
final class PostIT {
  private final Post post = new Post(Duration.ofSeconds(15), LoopbackNames.INSTANCE);
  private final AtomicInteger connections = new AtomicInteger();

  @AfterEach
  void close() {
    post.close();
  }

  @Test
  void aConnectionClosedByTheReceiverIsReplaced() throws Exception {
    try (ServerSocket receiver = receiver(1)) {
      for (int i = 0; i < 5; i++) {
        assertThat(send(receiver).status()).isEqualTo(204);
      }
      assertThat(connections).hasValue(5);
    }
  }

  @Test
  void aReceiverThatNeverAnswersIsTriedOnlyTwice() throws Exception {
    try (ServerSocket receiver = receiver(0)) {
      assertThatIOException().isThrownBy(() -> send(receiver));
      assertThat(connections).hasValue(2);
    }
  }

  @Test
  void hostNamesMayContainUnderscores() throws Exception {
    try (TestReceiver receiver = new TestReceiver()) {
      String host = "home_assistant:" + receiver.port();
      URI url = URI.create("http://me:p%%40ss@%s/api/webhook/x?a=b".formatted(host));

      assertThat(send(url).status()).isEqualTo(204);

      assertThat(receiver.received)
          .singleElement()
          .satisfies(got -> {
            assertThat(got.path()).isEqualTo("/api/webhook/x?a=b");
            assertThat(got.header("Host")).isEqualTo(host);
            assertThat(got.header("Authorization")).isEqualTo("Basic bWU6cEBzcw==");
            assertThat(got.header("Content-Type")).isEqualTo("application/json");
            assertThat(got.header("Webhook-Id")).isEqualTo("1");
            assertThat(got.body()).isEqualTo("{}");
          });
    }
  }

  @Test
  void anUnknownHostIsReported() {
    try (Post own = new Post(Duration.ofSeconds(15))) {
      assertThatIOException()
          .isThrownBy(() -> own.send(webhook(URI.create("http://no_body.invalid/x")), new byte[0]))
          .withMessage("no_body.invalid is a name that cannot be resolved");
    }
  }

  private HttpSender.Answer send(ServerSocket receiver) throws Exception {
    return send(URI.create("http://127.0.0.1:%d/".formatted(receiver.getLocalPort())));
  }

  private HttpSender.Answer send(URI url) throws Exception {
    return post.send(webhook(url), "{}".getBytes(ISO_8859_1), "webhook-id", "1");
  }

  private static Webhook webhook(URI url) {
    return new Webhook("door", url, Optional.empty(), Set.of("camera"));
  }

  /** Receives one request more than it answers on a connection, and closes. */
  private ServerSocket receiver(int answered) throws IOException {
    ServerSocket server = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
    Thread.ofVirtual()
        .start(() -> {
          try {
            while (true) {
              Socket socket = server.accept();
              connections.incrementAndGet();
              Thread.ofVirtual().start(() -> serve(socket, answered));
            }
          } catch (IOException e) {
            // The test has ended.
          }
        });
    return server;
  }

  private static void serve(Socket socket, int answered) {
    try (socket) {
      for (int request = 0; awaitRequest(socket.getInputStream()); request++) {
        if (request == answered) {
          return;
        }
        socket.getOutputStream().write("HTTP/1.1 204 Taken\r\n\r\n".getBytes(ISO_8859_1));
      }
    } catch (IOException e) {
      // The client has left.
    }
  }

  private static boolean awaitRequest(InputStream in) throws IOException {
    StringBuilder request = new StringBuilder();
    while (!request.toString().endsWith("\r\n\r\n{}")) {
      int octet = in.read();
      if (octet < 0) {
        return false;
      }
      request.append((char) octet);
    }
    return true;
  }
}
