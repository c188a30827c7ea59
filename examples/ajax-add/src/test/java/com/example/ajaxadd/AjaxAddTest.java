package com.example.ajaxadd;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class AjaxAddTest {
  private final HttpServer server = start("");
  private final HttpServer prefixed = start("/tools/calc");

  @AfterEach
  void stop() {
    server.stop(0);
    prefixed.stop(0);
  }

  @ParameterizedTest
  @CsvSource({
    "a=1&b=2, 3",
    "b=2&a=1, 3",
    "a=-5&b=2, -3",
    "a=%2B5&b=+2+, 7",
    "a=007&b=0, 7",
    "a=9223372036854775807&b=1, 9223372036854775808",
    "a=-100000000000000000000&b=1, -99999999999999999999",
    "a=1&a=5&b=1, 2",
    "a=4&b=1&c=9, 5",
  })
  void addsWholeNumbersOfAnySize(String query, String sum) throws Exception {
    HttpResponse<String> answer = get(server, "/add?" + query);
    assertThat(answer.statusCode()).isEqualTo(200);
    assertThat(answer.headers().firstValue("Content-Type"))
        .hasValue("application/json; charset=utf-8");
    assertThat(answer.body()).isEqualTo("{\"result\": " + sum + "}");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/add?b=7",
        "/add?a=&b=7",
        "/add?a&b=7",
        "/add?a=seven&b=7",
        "/add?a=1.5&b=7",
        "/add?a=1e3&b=7",
        "/add?a=0x10&b=7",
        "/add?a=--1&b=7",
        "/add?a=1+1&b=7",
        "/add?a=NaN&b=7",
        "/add?a=%3Cscript%3E&b=7",
        "/add?a=%FF&b=7",
        "/add?A=1&b=7",
        "/add?&&=&b=7",
      })
  void whatIsMissingOrNoNumberCountsAsNothing(String path) throws Exception {
    assertThat(get(server, path).body()).isEqualTo("{\"result\": 7}");
  }

  @Test
  void withNothingToAddTheResultIsNothing() throws Exception {
    assertThat(get(server, "/add").body()).isEqualTo("{\"result\": 0}");
    assertThat(get(server, "/add?").body()).isEqualTo("{\"result\": 0}");
  }

  @Test
  void aNumberLongerThanAnyoneNeedsIsNone() throws Exception {
    String nines = "9".repeat(4300);
    assertThat(get(server, "/add?a=1&b=" + nines).body())
        .isEqualTo("{\"result\": 1" + "0".repeat(4300) + "}");
    assertThat(get(server, "/add?a=1&b=9" + nines).body()).isEqualTo("{\"result\": 1}");
  }

  /** The client of the JDK would not send it. */
  @Test
  void aBrokenEscapeHurtsNobody() throws Exception {
    assertThat(raw("GET /add?a=%zz&b=7 HTTP/1.0\r\n\r\n")).startsWith("HTTP/1.1 400 ");
    assertThat(get(server, "/add?a=1&b=2").body()).isEqualTo("{\"result\": 3}");
  }

  @Test
  void thePageAsksBesideItself() throws Exception {
    HttpResponse<String> page = get(server, "/");
    assertThat(page.headers().firstValue("Content-Type")).hasValue("text/html; charset=utf-8");
    assertThat(page.body()).contains("fetch(\"add?\"").doesNotContain("=\"/", "\"/add");
  }

  @Test
  void everythingIsUnderThePrefix() throws Exception {
    assertThat(get(prefixed, "/tools/calc/").body()).isEqualTo(get(server, "/").body());
    assertThat(get(prefixed, "/tools/calc/add?a=1&b=2").body()).isEqualTo("{\"result\": 3}");
    assertThat(get(prefixed, "/add?a=1&b=2").statusCode()).isEqualTo(404);
    HttpResponse<String> withoutSlash = get(prefixed, "/tools/calc");
    assertThat(withoutSlash.statusCode()).isEqualTo(308);
    assertThat(withoutSlash.headers().firstValue("Location")).hasValue("/tools/calc/");
  }

  @Test
  void aPrefixThatIsNoneIsRefused() {
    assertThatThrownBy(() -> AjaxAdd.start(0, "calc/")).hasMessageContaining("as in /calc");
  }

  @Test
  void onlyAsksAreAnswered() throws Exception {
    assertThat(raw("POST /add HTTP/1.0\r\nContent-Length: 0\r\n\r\n"))
        .startsWith("HTTP/1.1 405 ")
        .containsIgnoringCase("Allow: GET");
    assertThat(get(server, "/other").statusCode()).isEqualTo(404);
  }

  private static HttpServer start(String prefix) {
    try {
      return AjaxAdd.start(0, prefix);
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }

  private static HttpResponse<String> get(HttpServer from, String path) throws Exception {
    URI uri = URI.create("http://127.0.0.1:" + from.getAddress().getPort() + path);
    try (HttpClient http = HttpClient.newHttpClient()) {
      return http.send(HttpRequest.newBuilder(uri).build(), HttpResponse.BodyHandlers.ofString());
    }
  }

  private String raw(String request) throws IOException {
    try (Socket socket =
        new Socket(InetAddress.getLoopbackAddress(), server.getAddress().getPort())) {
      socket.getOutputStream().write(request.getBytes(StandardCharsets.US_ASCII));
      InputStream in = socket.getInputStream();
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    }
  }
}
