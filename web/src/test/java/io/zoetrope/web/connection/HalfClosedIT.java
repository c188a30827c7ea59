package io.zoetrope.web.connection;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.zoetrope.web.fixture.FakeTasks;
import io.zoetrope.web.fixture.RawClient;
import io.zoetrope.web.fixture.ServerPair;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A client that closes its sending side still gets what it has asked for. */
class HalfClosedIT {
  private static final Duration PATIENCE = Duration.ofMinutes(1);
  private static final Duration SHORT = Duration.ofMillis(400);

  @TempDir private Path folder;
  private FakeTasks work;
  private ServerPair pair;

  @BeforeEach
  void start() throws Exception {
    work = new FakeTasks(folder, 10, 100);
    pair = ServerPair.working(Timeouts.STANDARD, work.content(), "door");
  }

  @AfterEach
  void stop() throws Exception {
    pair.close();
    work.close();
  }

  @Test
  void getsItsSnapshotAndThenTheEndOfTheConnection() throws Exception {
    RawClient client = pair.connect().get("/snapshot");
    client.halfClose();
    await().atMost(PATIENCE).until(() -> pair.viewers("door") == 1);

    pair.fake("door").shows("worth the wait");

    assertThat(client.readAnswer().text()).isEqualTo("worth the wait");
    assertThat(client.readToEnd()).isEmpty();
  }

  @Test
  void getsALargePictureThatItTakesSlowly() throws Exception {
    RawClient client = pair.connect(4 * 1024).get("/snapshot");
    client.halfClose();
    await().atMost(PATIENCE).until(() -> pair.viewers("door") == 1);
    pair.fake("door").shows(new byte[1_000_000], 640, 360);

    assertThat(client.readAnswer().body()).hasSize(1_000_000);
  }

  @Test
  void getsAllAnswersToWhatItHasAskedInOneGo() throws Exception {
    RawClient client = pair.connect();
    client.get("/snapshot").get("/healthz").get("/api/cameras").halfClose();
    pair.fake("door").shows("a picture");

    assertThat(client.readAnswer().text()).isEqualTo("a picture");
    assertThat(client.readAnswer().json().getString("status")).isEqualTo("ok");
    assertThat(client.readAnswer().status()).isEqualTo(200);
    assertThat(client.readToEnd()).isEmpty();
  }

  @Test
  void isAnsweredWhatItHasSent() throws Exception {
    String task = "{\"kind\":\"snapshot\",\"payload\":{\"camera\":\"door\"}}";
    RawClient client = pair.connect();
    client
        .request(
            "POST",
            "/api/tasks",
            "Content-Type: application/json",
            "Content-Length: " + task.length())
        .send(task)
        .halfClose();

    assertThat(client.readAnswer().status()).isEqualTo(202);
  }

  @Test
  void endsWithTheConnectionWhenItHasAskedForNothing() throws Exception {
    RawClient client = pair.connect();
    client.halfClose();

    assertThat(client.readToEnd()).isEmpty();
  }

  @Test
  void isNotWaitedForWhenHalfOfItsBodyIsMissing() throws Exception {
    RawClient client = pair.connect();
    client
        .request("POST", "/api/tasks", "Content-Type: application/json", "Content-Length: 1000")
        .send("{")
        .halfClose();

    assertThat(client.readToEnd()).isEmpty();
  }

  @Test
  void isLetGoWhenItsAnswerDoesNotCome() throws Exception {
    try (ServerPair brief =
        ServerPair.serving(Timeouts.STANDARD.withAnswer(SHORT).withSnapshot(PATIENCE), "door")) {
      RawClient client = brief.connect().get("/snapshot");
      client.halfClose();

      await().atMost(PATIENCE).until(() -> brief.viewers("door") == 1);
      await().atMost(PATIENCE).until(() -> brief.viewers("door") == 0);
      assertThat(client.readAnswer().errorCode()).isEqualTo("no_answer");
    }
  }
}
