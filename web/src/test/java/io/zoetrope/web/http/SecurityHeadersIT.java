package io.zoetrope.web.http;

import static org.assertj.core.api.Assertions.assertThat;

import io.zoetrope.tasks.Task;
import io.zoetrope.tasks.result.ResultType;
import io.zoetrope.web.fixture.Answer;
import io.zoetrope.web.fixture.FakeTasks;
import io.zoetrope.web.fixture.RawClient;
import io.zoetrope.web.fixture.ServerPair;
import io.zoetrope.web.tables.Ticks;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Every response tells browsers to take it for what it is, and who may show it. */
class SecurityHeadersIT {
  private static final String END = " HTTP/1.1\r\nHost: test\r\n\r\n";

  @TempDir private Path folder;
  private FakeTasks work;
  private ServerPair pair;

  @BeforeEach
  void start() throws Exception {
    work = new FakeTasks(folder, 10, 100);
    pair = ServerPair.tabling(work.content(), new Ticks(1));
  }

  @AfterEach
  void stop() throws Exception {
    pair.close();
    work.close();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/video_feed",
        "/cameras/door/stream.mjpg",
        "/cameras/door/snapshot.jpg",
        "/stream",
        "/snapshot",
        "/state",
        "/?action=stream",
        "/?action=snapshot",
        "/?action=unknown",
        "/cameras/nobody/stream.mjpg",
        "/cameras/nobody/snapshot.jpg",
        "/cameras/door/stream.mjpg?width=x",
      })
  void otherSitesMayShowPicturesAndWhatCompatibleClientsAskFor(String target) throws Exception {
    pair.fake("door").shows("a picture");

    assertThat(policyOf("HEAD", target)).isEqualTo("cross-origin");
    if (!target.contains("snapshot")) {
      assertThat(policyOf("GET", target)).isEqualTo("cross-origin");
    }
  }

  @Test
  void otherSitesMayShowASnapshot() throws Exception {
    RawClient client = pair.connect().get("/cameras/door/snapshot.jpg");
    pair.fake("door").shows("a picture");

    assertThat(policyOf(client.readHead())).isEqualTo("cross-origin");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/",
        "/index.html",
        "/favicon.ico",
        "/tasks",
        "/tasks/",
        "/events",
        "/publish/door",
        "/publish/door/",
        "/assets/zoetrope.js",
        "/assets/nothing.js",
        "/?asset=slash.js",
        "/cameras/door/publish",
        "/cameras/nobody/publish",
        "/api/cameras",
        "/api/cameras/door",
        "/api/cameras/door/controls",
        "/api/tasks",
        "/api/tasks/nothing",
        "/api/tasks/nothing/result",
        "/api/events",
        "/api/ticks.html",
        "/api/ticks.csv",
        "/api/ticks.json?limit=x",
        "/healthz",
        "/nowhere",
        "/api/cameras/%zz",
      })
  void pagesAndApiAreForTheirOwnOrigin(String target) throws Exception {
    for (String method :
        new String[] {"GET", "HEAD", "OPTIONS", "POST", "PUT", "DELETE", "PATCH"}) {
      assertThat(policyOf(method, target)).as(method).isEqualTo("same-origin");
    }
  }

  @Test
  void answersThatNothingHasChangedHaveThemToo() throws Exception {
    Task task = work.done("snapshot", ResultType.JPEG, new byte[] {1, 2, 3});
    for (String target :
        new String[] {"/", "/api/ticks.html", "/api/tasks/" + task.id() + "/result"}) {
      Answer first = pair.get(target, "Connection: close");
      assertThat(policyOf(first.head())).as(target).isEqualTo("same-origin");
      String tag = first.header("ETag").orElseThrow();
      Answer again = pair.get(target, "If-None-Match: " + tag);
      assertThat(again.status()).isEqualTo(304);
      assertThat(policyOf(again.head())).as(target).isEqualTo("same-origin");
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "GET /\0" + END,
        "nothing like it\r\n\r\n",
        "GET / HTTP/1.1\r\nHost: a\r\nHost: b\r\n\r\n",
        "GET / HTTP/1.1\r\nHost: evil.example\r\n\r\n",
        "CONNECT test:80" + END,
        "OPTIONS *" + END,
        "POST /api/tasks HTTP/1.1\r\nHost: test\r\nExpect: nonsense\r\nContent-Length: 0\r\n\r\n",
        "POST /healthz HTTP/1.1\r\nHost: test\r\nContent-Length: x\r\n\r\n",
        "GET /video_feed HTTP/1.1\r\nHost: test\r\nUpgrade: websocket\r\nConnection: Upgrade\r\nSec-WebSocket-Version: 1\r\n\r\n",
        "GET /nowhere HTTP/1.1\r\nHost: test\r\nUpgrade: h2c\r\nConnection: Upgrade, HTTP2-Settings\r\nHTTP2-Settings: AAAA\r\n\r\n",
      })
  void refusalsOfOddRequestsHaveThem(String request) throws Exception {
    String head = pair.connect().send(request).readHead();

    assertThat(head.lines()).as(head).anyMatch("x-content-type-options: nosniff"::equalsIgnoreCase);
  }

  @Test
  void refusalsOfTooLongRequestsHaveThem() throws Exception {
    policyOf(pair.connect().send("GET /" + "a".repeat(10_000) + END).readHead());
    String header = "X-Header: " + "a".repeat(10_000) + "\r\n";
    policyOf(pair.connect().send("GET / HTTP/1.1\r\n" + header + "\r\n").readHead());
  }

  @ParameterizedTest
  @ValueSource(strings = {"/", "/tasks", "/events", "/publish/door", "/api/ticks.html"})
  void onlyNamedSitesMayFrameThePages(String target) throws Exception {
    assertThat(pair.get(target, "Connection: close").header("Content-Security-Policy"))
        .hasValueSatisfying(policy ->
            assertThat(policy).endsWith("; frame-ancestors 'self' https://dashboard.example"));
  }

  private String policyOf(String method, String target) throws Exception {
    RawClient client = pair.connect();
    client.request(method, target, "Content-Length: 0");
    String head = client.readHead();
    client.close();
    return policyOf(head);
  }

  private static String policyOf(String head) {
    assertThat(head.lines()).as(head).anyMatch("x-content-type-options: nosniff"::equalsIgnoreCase);
    return head.lines()
        .filter(line -> line.startsWith("cross-origin-resource-policy: "))
        .map(line -> line.substring(line.indexOf(' ') + 1))
        .findFirst()
        .orElse("none");
  }
}
