package io.zoetrope.app.worker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.zoetrope.app.Zoetrope;
import io.zoetrope.app.config.Config;
import io.zoetrope.app.tasks.RedisProgram;
import io.zoetrope.tasks.QueueOptions;
import io.zoetrope.tasks.Task;
import io.zoetrope.tasks.TaskRequest;
import io.zoetrope.tasks.redis.RedisConnections;
import io.zoetrope.tasks.redis.RedisStreamTopic;
import io.zoetrope.tasks.redis.RedisTaskQueue;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Two servers with cameras of their own on one prefix of one Redis. */
final class TwoServersIT {
  private static final String SMALL = "test:?size=160x90&fps=10";
  private static final String LARGE = "test:?size=320x180&fps=10";

  @TempDir private Path folder;
  private final HttpClient client = HttpClient.newHttpClient();
  private final JsonMapper json = new JsonMapper();
  private RedisProgram redis;

  @BeforeEach
  void start() throws IOException {
    redis = RedisProgram.start(folder);
  }

  @AfterEach
  void stop() {
    redis.close();
    client.close();
  }

  @Test
  void aWorkerUploadsEachClipToTheServerThatAcceptedTheTask() throws Exception {
    try (Zoetrope attic = serve("attic", 0, "roof", SMALL);
        Zoetrope barn = serve("barn", 0, "yard", SMALL);
        RemoteWorker _ = work(2)) {
      JsonNode ofBarn = done(barn, submit(barn, "clip", "{\"camera\":\"yard\",\"seconds\":1}"));
      JsonNode ofAttic = done(attic, submit(attic, "clip", "{\"camera\":\"roof\",\"seconds\":1}"));

      assertThat(results("barn")).singleElement().asString().startsWith(id(ofBarn));
      assertThat(results("attic")).singleElement().asString().startsWith(id(ofAttic));
      assertThat(result(barn, ofBarn)).asString().contains("ftyp");
      assertThat(result(attic, ofAttic)).asString().contains("ftyp");
    }
  }

  @Test
  void camerasOfTheSameNameAreNotConfused() throws Exception {
    try (Zoetrope attic = serve("attic", 0, "door", SMALL);
        Zoetrope barn = serve("barn", 0, "door", LARGE);
        RemoteWorker _ = work(2)) {
      String small = submit(attic, "snapshot", "{\"camera\":\"door\"}");
      String large = submit(barn, "snapshot", "{\"camera\":\"door\"}");

      assertThat(done(attic, small).path("result").path("width").asInt()).isEqualTo(160);
      assertThat(done(barn, large).path("result").path("width").asInt()).isEqualTo(320);
    }
  }

  @Test
  void aServerDoesNotTakeTheOthersTasks() throws Exception {
    try (Zoetrope _ = serve("attic", 2, "roof", SMALL);
        Zoetrope barn = serve("barn", 1, "yard", SMALL)) {
      List<String> ids = Stream.generate(() -> snapshotOfYard(barn)).limit(6).toList();
      for (String id : ids) {
        done(barn, id);
      }
      String export = submit(barn, "export", "{\"table\":\"events\",\"format\":\"csv\"}");
      assertThat(result(barn, done(barn, export))).asString().startsWith("id,at,kind");
      assertThat(results("barn")).hasSize(7);
      assertThat(folder.resolve("attic/results"))
          .satisfiesAnyOf(
              none -> assertThat(none).doesNotExist(), none -> assertThat(none).isEmptyDirectory());
    }
  }

  @Test
  void aServerThatReturnsOnAnotherPortGetsItsEarlierResults() throws Exception {
    try (Zoetrope attic = serve("attic", 0, "roof", SMALL)) {
      String early;
      int port;
      try (Zoetrope barn = serve("barn", 0, "yard", SMALL)) {
        port = barn.port();
        early = submit(barn, "snapshot", "{\"camera\":\"yard\"},\"options\":{\"delay\":\"2s\"}");
      }
      try (Zoetrope barn = serve("barn", 0, "yard", SMALL);
          RemoteWorker _ = work(2)) {
        assertThat(barn.port()).isNotEqualTo(port);
        done(barn, early);
        done(barn, submit(barn, "snapshot", "{\"camera\":\"yard\"}"));
        done(attic, submit(attic, "snapshot", "{\"camera\":\"roof\"}"));
        assertThat(results("barn")).hasSize(2);
        assertThat(results("attic")).hasSize(1);
      }
    }
  }

  @Test
  void tasksOfAnAbsentServerWaitForIt() throws Exception {
    try (Zoetrope attic = serve("attic", 0, "roof", SMALL);
        RemoteWorker _ = work(2)) {
      String waiting;
      try (Zoetrope barn = serve("barn", 0, "yard", SMALL)) {
        waiting = submit(barn, "snapshot", "{\"camera\":\"yard\"},\"options\":{\"delay\":\"1s\"}");
      }
      done(
          attic, submit(attic, "snapshot", "{\"camera\":\"roof\"},\"options\":{\"delay\":\"2s\"}"));
      JsonNode now = json.readTree(get(attic, "api/tasks/" + waiting));
      assertThat(now.path("state").asString()).as("%s", now).isEqualTo("queued");
      assertThat(now.path("attempt").asInt()).isZero();

      try (Zoetrope barn = serve("barn", 0, "yard", SMALL)) {
        done(barn, waiting);
      }
    }
  }

  @Test
  void aTaskSubmittedByAProgramGoesToTheServerWithTheCamera() throws Exception {
    try (Zoetrope _ = serve("attic", 0, "roof", SMALL);
        Zoetrope barn = serve("barn", 0, "yard", SMALL);
        RemoteWorker _ = work(2);
        RedisConnections connections = new RedisConnections(redis.uri());
        RedisStreamTopic events = new RedisStreamTopic(connections, RedisStreamTopic.EVENTS);
        RedisTaskQueue queue = new RedisTaskQueue(connections, events, QueueOptions.STANDARD)) {
      Task task = queue.submit(new TaskRequest("snapshot", json.readTree("{\"camera\":\"yard\"}")));
      done(barn, task.id());
      assertThat(results("barn")).hasSize(1);
    }
  }

  private Zoetrope serve(String name, int slots, String camera, String source) throws IOException {
    Map<String, String> settings = new HashMap<>(settings(name, slots));
    settings.put("server.port", "0");
    settings.put("cameras." + camera, source);
    return Zoetrope.start(Config.of(settings));
  }

  private Map<String, String> settings(String folderName, int slots) {
    return Map.of(
        "data",
        folder.resolve(folderName).toString(),
        "redis.uri",
        redis.uri(),
        "tasks.slots",
        String.valueOf(slots));
  }

  /** A worker that knows all servers that there are. */
  private RemoteWorker work(int slots) throws Exception {
    RemoteWorker worker = new RemoteWorker(Config.of(settings("worker", slots)));
    await().ignoreExceptions().until(() -> !worker.cameras().isEmpty());
    worker.start();
    return worker;
  }

  private String snapshotOfYard(Zoetrope server) {
    try {
      return submit(server, "snapshot", "{\"camera\":\"yard\"}");
    } catch (Exception e) {
      throw new AssertionError(e);
    }
  }

  private String submit(Zoetrope server, String kind, String rest) throws Exception {
    HttpRequest request =
        HttpRequest.newBuilder(url(server, "api/tasks"))
            .header("Content-Type", "application/json")
            .POST(
                HttpRequest.BodyPublishers.ofString(
                    "{\"kind\":\"%s\",\"payload\":%s}".formatted(kind, rest)))
            .build();
    HttpResponse<String> answer = client.send(request, BodyHandlers.ofString());
    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(202);
    return id(json.readTree(answer.body()));
  }

  private JsonNode done(Zoetrope server, String id) throws Exception {
    JsonNode task = json.readTree(get(server, "api/tasks/" + id + "?wait=30s"));
    assertThat(task.path("state").asString()).as("%s", task).isEqualTo("done");
    return task;
  }

  private byte[] result(Zoetrope server, JsonNode task) throws Exception {
    return get(server, "api/tasks/" + id(task) + "/result");
  }

  private byte[] get(Zoetrope server, String path) throws Exception {
    HttpResponse<byte[]> answer =
        client.send(HttpRequest.newBuilder(url(server, path)).build(), BodyHandlers.ofByteArray());
    assertThat(answer.statusCode())
        .as("%s: %s", path, new String(answer.body(), StandardCharsets.UTF_8))
        .isEqualTo(200);
    return answer.body();
  }

  private static URI url(Zoetrope server, String path) {
    return URI.create("http://127.0.0.1:%d/%s".formatted(server.port(), path));
  }

  private static String id(JsonNode task) {
    return task.path("id").asString();
  }

  private List<String> results(String name) throws IOException {
    try (Stream<Path> files = Files.walk(folder.resolve(name).resolve("results"))) {
      return files.filter(Files::isRegularFile).map(file -> file.getFileName().toString()).toList();
    }
  }
}
