package io.zoetrope.web.pages;

import static org.assertj.core.api.Assertions.assertThat;

import io.zoetrope.web.fixture.Answer;
import io.zoetrope.web.fixture.RawClient;
import io.zoetrope.web.fixture.ServerPair;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The page's files, as browsers and proxies get them. */
class PageIT {
  private static final Pattern ADDRESS = Pattern.compile("(?:href|src)=\"([^\"]*)\"");

  @AutoClose private static ServerPair pair;

  @BeforeAll
  static void start() throws Exception {
    pair = ServerPair.serving("door");
  }

  @ParameterizedTest
  @CsvSource({
    "/, text/html; charset=utf-8",
    "/index.html, text/html; charset=utf-8",
    "/tasks, text/html; charset=utf-8",
    "/events, text/html; charset=utf-8",
    "/assets/zoetrope.js, text/javascript; charset=utf-8",
    "/assets/zoetrope.css, text/css; charset=utf-8",
    "/assets/favicon.svg, image/svg+xml",
    "/favicon.ico, image/svg+xml",
    "/zoetrope-camera.js, text/javascript; charset=utf-8",
    "/?asset=slash.js, text/javascript; charset=utf-8",
  })
  void filesHaveTheirTypeAndAreRevalidatedEachTime(String address, String type) throws Exception {
    Answer answer = pair.get(address);

    assertThat(answer.status()).isEqualTo(200);
    assertThat(answer.header("Content-Type")).contains(type);
    assertThat(answer.header("Cache-Control")).contains("no-cache");
    assertThat(answer.header("ETag"))
        .hasValueSatisfying(v -> assertThat(v).matches("\"[-0-9a-f]+\""));
    assertThat(answer.header("X-Content-Type-Options")).contains("nosniff");
  }

  @ParameterizedTest
  @ValueSource(strings = {"/", "/events", "/assets/zoetrope.js", "/?asset=slash.js"})
  void runNothingAndAskNobodyButThisServer(String address) throws Exception {
    assertThat(pair.get(address).header("Content-Security-Policy"))
        .hasValueSatisfying(policy ->
            assertThat(policy.replaceFirst("; frame-ancestors .*", ""))
                .contains("default-src 'none'", "script-src 'self'", "connect-src 'self'")
                .doesNotContain("unsafe", "http"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/publish/a%0d%0aSet-Cookie:%20a=b/",
        "/publish/a%0d%0aSet-Cookie:%20a=b",
        "/publish/%0a/",
        "/publish/%00",
        "/publish/%7f/",
        "/publish/%c2%85/",
      })
  void aNameThatWouldBreakAHeaderIsRefused(String address) throws Exception {
    Answer answer = pair.get(address);

    assertThat(answer.status()).isEqualTo(400);
    assertThat(answer.errorCode()).isEqualTo("bad_request");
    assertThat(answer.head()).doesNotContain("Set-Cookie");
  }

  @ParameterizedTest
  @CsvSource({
    "/publish/door/, ../door",
    "/publish/a%23b/, ../a%23b",
    "/publish/a%3Fb%2F%20%C3%BC/, ../a%3Fb%2F%20%C3%BC",
  })
  void anExtraSlashRedirectsToTheSameName(String address, String location) throws Exception {
    Answer answer = pair.get(address);

    assertThat(answer.status()).isEqualTo(301);
    assertThat(answer.header("Location")).contains(location);
  }

  @Test
  void onlyThePlayerCanBeLoadedByOtherSites() throws Exception {
    Answer player = pair.get("/zoetrope-camera.js");
    Answer page = pair.get("/assets/zoetrope.js");

    assertThat(player.header("Access-Control-Allow-Origin")).contains("*");
    assertThat(player.header("Cross-Origin-Resource-Policy")).contains("cross-origin");
    assertThat(page.header("Access-Control-Allow-Origin")).isEmpty();
    assertThat(page.header("Cross-Origin-Resource-Policy")).contains("same-origin");
  }

  @Test
  void areNotSentAgainToClientsThatHaveThem() throws Exception {
    RawClient client = pair.connect();
    String tag = client.get("/").readAnswer().header("ETag").orElseThrow();
    Answer again = client.get("/", "If-None-Match: " + tag).readAnswer();

    assertThat(again.status()).isEqualTo(304);
    assertThat(again.body()).isEmpty();
    assertThat(again.header("ETag")).contains(tag);
    assertThat(client.get("/", "If-None-Match: \"other\"").readAnswer().status()).isEqualTo(200);
  }

  @ParameterizedTest
  @ValueSource(strings = {"W/%s", "\"other\", %s"})
  void areNotSentAgainHoweverTheTagIsWritten(String form) throws Exception {
    String tag = pair.get("/").header("ETag").orElseThrow();

    assertThat(pair.get("/", "If-None-Match: " + form.formatted(tag)).status()).isEqualTo(304);
  }

  @Test
  void camerasAndPagesAreLinkedByTheServer() throws Exception {
    assertThat(pair.get("/").text())
        .contains("href=\"cameras/door/stream.mjpg\"", "href=\"cameras/door/snapshot.jpg\"")
        .contains("<a id=\"to-cameras\" href=\"./\" aria-current=\"page\">Cameras</a>")
        .doesNotContain("href=\"tasks\"", "href=\"events\"", "<!-- links", "<!-- without");
    assertThat(pair.get("/publish/door").text()).contains("<a id=\"to-cameras\" href=\"../\">");
    assertThat(pair.get("/tasks").text()).contains("This server saves none.");
  }

  @Test
  void allAddressesInThePageAreRelativeAndAnswered() throws Exception {
    List<String> addresses =
        ADDRESS.matcher(pair.get("/").text()).results().map((MatchResult m) -> m.group(1)).toList();

    assertThat(addresses).isNotEmpty();
    for (String address : addresses) {
      if (address.endsWith("snapshot.jpg")) {
        continue; // Its camera shows nothing here, so there is no picture to answer with.
      }
      assertThat(address).doesNotStartWith("/").doesNotContain(":");
      assertThat(pair.get("/" + address).status()).as(address).isEqualTo(200);
    }
  }
}
