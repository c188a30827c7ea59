package io.zoetrope.web.http;

import static org.assertj.core.api.Assertions.assertThat;

import io.zoetrope.web.fixture.Answer;
import io.zoetrope.web.fixture.RawClient;
import io.zoetrope.web.fixture.ServerPair;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.FieldSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Every address answers every method, and nothing but GET opens a camera. */
class MethodsIT {
  static final String[] ADDRESSES = {
    "/",
    "/index.html",
    "/favicon.ico",
    "/assets/zoetrope.js",
    "/?asset=slash.js",
    "/publish/door",
    "/video_feed",
    "/cameras/door/stream.mjpg",
    "/cameras/door/snapshot.jpg",
    "/stream",
    "/snapshot",
    "/state",
    "/?action=stream",
    "/?action=snapshot_0",
    "/api/cameras",
    "/api/cameras/door",
    "/healthz",
  };

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
  @FieldSource("ADDRESSES")
  void headAnswersWithoutABodyAndOpensNoCamera(String address) throws Exception {
    Answer answer = pair.ask("HEAD", address, "Connection: close");

    assertThat(answer.status()).isEqualTo(200);
    assertThat(answer.header("Content-Type")).isPresent();
    assertThat(answer.header("Cache-Control")).isPresent();
    assertThat(bodyOfHead(address)).isEmpty();
  }

  @Test
  void headHasTheHeadersOfGet() throws Exception {
    for (String address : new String[] {"/", "/assets/zoetrope.js", "/state"}) {
      assertThat(pair.ask("HEAD", address).head().lines())
          .containsExactlyElementsOf(
              pair.get(address)
                  .head()
                  .lines()
                  .filter(line -> !line.startsWith("content-length"))
                  .toList());
    }
  }

  @ParameterizedTest
  @FieldSource("ADDRESSES")
  void optionsNamesTheMethods(String address) throws Exception {
    Answer answer = pair.ask("OPTIONS", address);

    assertThat(answer.status()).isEqualTo(204);
    assertThat(answer.header("Allow")).contains("GET, HEAD, OPTIONS");
  }

  @ParameterizedTest
  @FieldSource("ADDRESSES")
  void otherMethodsAreNotAllowed(String address) throws Exception {
    for (String method : new String[] {"POST", "PUT", "DELETE", "PATCH", "BREW"}) {
      Answer answer = pair.ask(method, address);

      assertThat(answer.status()).isEqualTo(405);
      assertThat(answer.header("Allow")).contains("GET, HEAD, OPTIONS");
      assertThat(answer.errorCode()).isEqualTo("method_not_allowed");
      assertThat(answer.errorMessage()).contains("Use GET here, not " + method);
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 10, 1_000_000})
  void anUnwantedBodyIsReadAndTheConnectionEndsAsAnnounced(int bytes) throws Exception {
    RawClient client = pair.connect();
    client.request("POST", "/api/cameras", "Content-Length: " + bytes).send(new byte[bytes]);
    Answer answer = client.readAnswer();

    assertThat(answer.status()).isEqualTo(405);
    assertThat(answer.header("Connection")).contains("close");
    assertThat(client.readToEnd()).isEmpty();
  }

  private static String bodyOfHead(String address) throws Exception {
    try (RawClient client = pair.connect()) {
      client.request("HEAD", address, "Connection: close").readHead();
      return client.readToEnd();
    }
  }
}
