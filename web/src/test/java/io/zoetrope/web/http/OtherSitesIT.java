package io.zoetrope.web.http;

import static org.assertj.core.api.Assertions.assertThat;

import io.zoetrope.core.fixture.FakeControls;
import io.zoetrope.tasks.TaskFilter;
import io.zoetrope.web.connection.Timeouts;
import io.zoetrope.web.fixture.Answer;
import io.zoetrope.web.fixture.FakeTasks;
import io.zoetrope.web.fixture.RawClient;
import io.zoetrope.web.fixture.ServerPair;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The page of another site changes nothing here, whatever its browser says or leaves out. */
class OtherSitesIT {
  private static final String TASK = "{\"kind\":\"snapshot\",\"payload\":{\"camera\":\"door\"}}";

  @TempDir private Path folder;
  private FakeTasks work;
  private ServerPair pair;

  @BeforeEach
  void start() throws Exception {
    work = new FakeTasks(folder, 10, 100);
    pair = ServerPair.working(Timeouts.STANDARD, work.content(), "door");
    pair.fake("door").hasControls(FakeControls.integer("brightness", 0, 9, 1, 5));
  }

  @AfterEach
  void stop() throws Exception {
    pair.close();
    work.close();
  }

  @ParameterizedTest
  @CsvSource({
    "POST, /api/tasks",
    "DELETE, /api/tasks/any",
    "PUT, /api/tasks/any/result",
    "PUT, /api/cameras/door/controls",
    "POST, /cameras/door/publish",
    "PUT, /cameras/door/publish",
  })
  void anotherSitesPageCanChangeNothing(String method, String target) throws Exception {
    for (String header :
        new String[] {
          "Sec-Fetch-Site: cross-site",
          "sec-fetch-site: Cross-Site",
          "Sec-Fetch-Site: same-origin\r\nSec-Fetch-Site: cross-site",
          "Sec-Fetch-Site: same-site\r\nOrigin: http://test:81",
          "Origin: http://elsewhere.example",
          "Origin: http://elsewhere.example\r\nX-Forwarded-Host: elsewhere.example",
          "Origin: http://elsewhere.example\r\nForwarded: host=elsewhere.example",
          "Origin: null",
        }) {
      Answer answer = send(method, target, header);
      assertThat(answer.status()).as(header).isEqualTo(403);
      assertThat(answer.errorCode()).isEqualTo("foreign_origin");
    }
    assertThat(work.queue().list(TaskFilter.ALL)).isEmpty();
  }

  @Test
  void anotherSitesPageCannotOpenAWebSocket() throws Exception {
    RawClient client = pair.connect();
    client.get(
        "/cameras/door/publish",
        "Sec-Fetch-Site: cross-site",
        "Connection: Upgrade",
        "Upgrade: websocket",
        "Sec-WebSocket-Version: 13",
        "Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==");

    assertThat(client.readAnswer().status()).isEqualTo(403);
  }

  @ParameterizedTest
  @ValueSource(strings = {"same-origin", "same-site", "none"})
  void thisSitesPagesMaySubmit(String site) throws Exception {
    assertThat(send("POST", "/api/tasks", "Sec-Fetch-Site: " + site).status()).isEqualTo(202);
  }

  @Test
  void harmlessRequestsOfOtherSitesAreAnswered() throws Exception {
    assertThat(pair.get("/api/cameras", "Sec-Fetch-Site: cross-site").status()).isEqualTo(200);
    assertThat(pair.get("/", "Sec-Fetch-Site: cross-site").status()).isEqualTo(200);
  }

  private Answer send(String method, String target, String header) throws Exception {
    try (RawClient client = RawClient.connect(pair.port())) {
      client.request(
          method,
          target,
          "Content-Type: application/json",
          "Content-Length: " + TASK.length(),
          header);
      return client.send(TASK).readAnswer();
    }
  }
}
