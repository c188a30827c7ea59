package io.zoetrope.web.connection;

import static org.assertj.core.api.Assertions.assertThat;

import io.zoetrope.web.fixture.Answer;
import io.zoetrope.web.fixture.RawClient;
import io.zoetrope.web.fixture.ServerPair;
import java.io.IOException;
import java.net.SocketException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Random;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Bytes that no proper client sends cost the one who sends them, and nobody else. */
class HostileRequestsIT {
  private static final String END = " HTTP/1.1\r\nHost: test\r\n\r\n";

  private ServerPair pair;

  @BeforeEach
  void start() throws Exception {
    Timeouts timeouts = Timeouts.STANDARD.withFirstRequest(Duration.ofSeconds(1));
    pair = ServerPair.serving(timeouts, "door");
  }

  @AfterEach
  void serverIsWell() throws Exception {
    assertThat(pair.get("/healthz").status()).isEqualTo(200);
    assertThat(pair.viewers("door")).isZero();
    pair.close();
  }

  @Test
  void anEndlessAddressIsTooLong() throws Exception {
    Answer answer = answerTo("GET /" + "a".repeat(100_000) + END);

    assertThat(answer.status()).isEqualTo(414);
    assertThat(answer.errorCode()).isEqualTo("address_too_long");
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 1_000})
  void endlessHeadersAreTooLarge(int headers) throws Exception {
    String header = "X-Header: " + "a".repeat(100_000 / headers) + "\r\n";

    Answer answer = answerTo("GET / HTTP/1.1\r\n" + header.repeat(headers) + "\r\n");

    assertThat(answer.status()).isEqualTo(431);
    assertThat(answer.errorCode()).isEqualTo("headers_too_large");
  }

  @ParameterizedTest
  @CsvSource({"-1, 400", "x, 400", "99999999999999999999, 400", "9223372036854775807, 405"})
  void impossibleLengthsAreRefused(String length, int status) throws Exception {
    Answer answer =
        answerTo("POST /healthz HTTP/1.1\r\nHost: test\r\nContent-Length: " + length + "\r\n\r\n");

    assertThat(answer.status()).isEqualTo(status);
    assertThat(answer.errorCode()).isNotBlank();
  }

  @Test
  void aRequestWithTwoLengthsIsNotTakenForTwoRequests() throws Exception {
    Answer answer =
        answerTo(
            "POST /healthz HTTP/1.1\r\nHost: test\r\nContent-Length: 4\r\nContent-Length: 40\r\n\r\n");

    assertThat(answer.status()).isEqualTo(400);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "GET /\0 HTTP/1.1\r\nHost: test\r\n\r\n",
        "GET / HTTP/1.1\r\nHost: test\r\nX-\0: 1\r\n\r\n",
        "GET / HTTP/1.1\r\nHost: test\r\nX: \0\r\n\r\n",
        "GET / HTTP/1.1\r\nno colon\r\n\r\n",
        "GET / HTTP/9.9\r\nHost: test\r\n\r\n",
        "GET /\r\n\r\n",
        "GET\r\n\r\n",
        "nothing like it\r\n\r\n",
        "PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n",
        "GET / HTTP/1.1\r\nHost: [::\r\n\r\n",
        "GET  HTTP/1.1\r\nHost: test\r\n\r\n",
        "GET nowhere HTTP/1.1\r\nHost: test\r\n\r\n",
        "CONNECT test:80 HTTP/1.1\r\nHost: test\r\n\r\n",
      })
  void whatIsNotARequestIsRefused(String bytes) throws Exception {
    Answer answer = answerTo(bytes);

    assertThat(answer.status()).isBetween(400, 505);
  }

  @ParameterizedTest
  @ValueSource(strings = {"HTTP/2.0", "HTTP/0.9", "HTTP/1.2", "HTTP/3.7", "RTSP/1.0"})
  void otherHttpVersionsGetAnOrdinaryRefusal(String version) throws Exception {
    Answer answer = answerTo("GET / %s\r\nHost: test\r\n\r\n".formatted(version));

    assertThat(answer.status()).isEqualTo(505);
    assertThat(answer.errorCode()).isEqualTo("version_not_supported");
    assertThat(answer.header("X-Content-Type-Options")).contains("nosniff");
  }

  @Test
  void aTlsHandshakeOnThePlainPortEndsTheConnection() throws Exception {
    byte[] hello = new byte[517];
    new Random(3).nextBytes(hello);
    System.arraycopy(new byte[] {0x16, 0x03, 0x01, 0x02, 0x00, 0x01}, 0, hello, 0, 6);

    pair.connect().send(hello).readToEnd();
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8})
  void garbageEndsTheConnection(long seed) throws Exception {
    byte[] garbage = new byte[20_000];
    new Random(seed).nextBytes(garbage);
    RawClient client = pair.connect();

    sendAsFarAsTaken(client, garbage);
    client.readToEnd();
  }

  @Test
  void aThousandRequestsInOneGoAreAnsweredInTheirOrder() throws Exception {
    RawClient client = pair.connect();
    StringBuilder requests = new StringBuilder();
    for (int n = 0; n < 1_000; n++) {
      requests.append("GET /api/cameras/").append(n).append(END);
    }
    client.send(requests.toString());

    for (int n = 0; n < 1_000; n++) {
      assertThat(client.readAnswer().errorMessage()).startsWith("There is no camera '" + n + "'");
    }
  }

  @Test
  void aThousandRequestsBehindASnapshotWaitForIt() throws Exception {
    RawClient client = pair.connect();
    client.send("GET /snapshot" + END + ("GET /healthz" + END).repeat(1_000));
    pair.fake("door").shows("a picture");

    assertThat(client.readAnswer().text()).isEqualTo("a picture");
    for (int n = 0; n < 1_000; n++) {
      assertThat(client.readAnswer().status()).isEqualTo(200);
    }
  }

  private Answer answerTo(String request) throws Exception {
    RawClient client = pair.connect();
    sendAsFarAsTaken(client, request.getBytes(StandardCharsets.ISO_8859_1));
    return client.readAnswer();
  }

  private static void sendAsFarAsTaken(RawClient client, byte[] bytes) throws IOException {
    try {
      client.send(bytes);
    } catch (SocketException refused) {
      // The server had seen enough.
    }
  }
}
