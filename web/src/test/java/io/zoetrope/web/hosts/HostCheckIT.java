package io.zoetrope.web.hosts;

import static org.assertj.core.api.Assertions.assertThat;

import io.zoetrope.web.fixture.Answer;
import io.zoetrope.web.fixture.RawClient;
import io.zoetrope.web.fixture.ServerPair;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** A page whose name leads to this machine, though it should not, gets nothing. */
class HostCheckIT {
  private static final String UPGRADE =
      """
      Connection: Upgrade\r
      Upgrade: websocket\r
      Sec-WebSocket-Version: 13\r
      Sec-WebSocket-Key: AAAAAAAAAAAAAAAAAAAAAA==\r
      """;

  private static ServerPair pair;

  @BeforeAll
  static void start() throws Exception {
    pair = ServerPair.serving("door");
  }

  @AfterAll
  static void stop() throws Exception {
    assertThat(pair.fake("door").timesOpened()).isZero();
    pair.close();
  }

  @ParameterizedTest
  @CsvSource({
    "GET, /",
    "GET, /api/cameras",
    "OPTIONS, /api/cameras",
    "GET, /healthz",
    "GET, /nowhere",
    "GET, /video_feed",
    "GET, /cameras/door/snapshot.jpg",
    "GET, /?action=snapshot",
    "POST, /cameras/door/publish",
    "PUT, /api/cameras/door/controls",
    "DELETE, /api/tasks/1",
    "TRACE, /",
  })
  void aStrangersNameIsRefusedWhateverIsAskedFor(String method, String target) throws Exception {
    Answer answer =
        answerTo("%s %s HTTP/1.1\r\nHost: evil.example:8080\r\n\r\n".formatted(method, target));

    assertThat(answer.status()).isEqualTo(421);
    assertThat(answer.header("Connection")).contains("close");
  }

  @Test
  void headRequestsAreRefusedToo() throws Exception {
    try (RawClient client = RawClient.connect(pair.port())) {
      client.send("HEAD /api/cameras HTTP/1.1\r\nHost: evil.example\r\n\r\n");

      assertThat(client.readHead()).startsWith("HTTP/1.1 421");
    }
  }

  @Test
  void theAnswerSaysWhatToDo() throws Exception {
    Answer answer = answerTo("GET / HTTP/1.1\r\nHost: Cams.Example.org:8080\r\n\r\n");

    assertThat(answer.errorCode()).isEqualTo("unknown_host");
    assertThat(answer.errorMessage())
        .startsWith("This server is not known as 'cams.example.org'. If that is its name,");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "Host: evil.example\r\nX-Forwarded-Host: localhost\r\n",
        "Host: evil.example\r\nForwarded: host=localhost\r\n",
        "Host: evil.example\r\nOrigin: http://evil.example\r\n",
        "Host: localhost@evil.example\r\n",
        "Host: evil.example@localhost\r\n",
        "Host: localhost, evil.example\r\n",
        "Host: evil.example.\r\n",
        "Host: xn--e1awd7f.example\r\n",
        "Host: \u00e9vil.example\r\n",
        "Host: evil.example\r\n" + UPGRADE,
        "host:evil.example\r\n",
      })
  void noOtherHeaderChangesThat(String headers) throws Exception {
    Answer answer = answerTo("GET /cameras/door/publish HTTP/1.1\r\n" + headers + "\r\n");

    assertThat(answer.status()).isEqualTo(421);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "Host: localhost\r\nHost: evil.example\r\n",
        "Host: evil.example\r\nHost: localhost\r\n",
        "Host: localhost\r\nHost: localhost\r\n",
      })
  void aSecondHostHeaderIsRefused(String headers) throws Exception {
    assertThat(answerTo("GET /healthz HTTP/1.1\r\n" + headers + "\r\n").status()).isEqualTo(400);
  }

  @ParameterizedTest
  @CsvSource({
    "http://evil.example/healthz, 421",
    "http://evil.example:80/healthz, 421",
    "http://localhost@evil.example/healthz, 421",
    "http://evil.example?/healthz, 421",
    "http:///healthz, 421",
    "x://evil.example/healthz, 421",
    "http://localhost:8080/healthz, 200",
    "http://[::1]/healthz, 200",
  })
  void theHostInAnAbsoluteAddressIsCheckedToo(String target, int status) throws Exception {
    assertThat(answerTo("GET " + target + " HTTP/1.1\r\nHost: localhost\r\n\r\n").status())
        .isEqualTo(status);
    assertThat(answerTo("GET " + target + " HTTP/1.1\r\nHost: evil.example\r\n\r\n").status())
        .isEqualTo(421);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "GET /healthz HTTP/1.0\r\n\r\n",
        "GET /healthz HTTP/1.1\r\nHost:\r\n\r\n",
        "GET /healthz HTTP/1.1\r\nHost: LOCALHOST:1\r\n\r\n",
        "GET /healthz HTTP/1.1\r\nHost: nas\r\n\r\n",
        "GET /healthz HTTP/1.1\r\nHost: pi.local.\r\n\r\n",
        "GET /healthz HTTP/1.1\r\nHost: 192.0.2.7:8080\r\n\r\n",
        "GET /healthz HTTP/1.1\r\nHost: [2001:db8::7]:8080\r\n\r\n",
        "GET /healthz?x=http://evil.example/ HTTP/1.1\r\nHost: localhost\r\n\r\n",
      })
  void addressesAndLocalNamesAreAnswered(String request) throws Exception {
    assertThat(answerTo(request).status()).isEqualTo(200);
  }

  private static Answer answerTo(String request) throws Exception {
    try (RawClient client = RawClient.connect(pair.port())) {
      client.send(request);
      return client.readAnswer();
    }
  }
}
