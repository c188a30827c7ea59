package io.zoetrope.app.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.zoetrope.app.cli.Cli.Outcome;
import io.zoetrope.app.tasks.RedisProgram;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Servers and workers as processes of their own, as users run them. */
final class WorkerCommandIT {
  @TempDir private Path folder;
  private Path serverFolder;
  private Path workerFolder;
  private final HttpClient client = HttpClient.newHttpClient();
  private final JsonMapper json = new JsonMapper();

  @BeforeEach
  void makeFolders() throws IOException {
    serverFolder = Files.createDirectory(folder.resolve("server"));
    workerFolder = Files.createDirectory(folder.resolve("worker"));
  }

  @Test
  void aWorkerMakesAClipOfTheServersCamera() throws Exception {
    try (RedisProgram redis = RedisProgram.start(folder)) {
      Files.writeString(
          serverFolder.resolve("zoetrope.yaml"),
          """
          server: {port: 0}
          redis: {uri: '%s', prefix: 'lab:'}
          tasks: {slots: 0}
          cameras: {door: 'test:?size=320x180&fps=10'}
          """
              .formatted(redis.uri()));
      Process server = Cli.start(serverFolder, "serve");
      Process worker =
          Cli.start(workerFolder, "worker", "--redis", redis.uri(), "--prefix", "lab:");
      try {
        String address = Cli.awaitAddress(serverFolder);
        JsonNode done =
            ended(address, submit(address, "clip", "{\"camera\": \"door\", \"seconds\": 1}"));
        assertThat(done.path("state").asString()).as("%s", done).isEqualTo("done");
        HttpResponse<byte[]> part = resultFrom(address, done, "bytes=4-7");
        assertThat(part.statusCode()).isEqualTo(206);
        assertThat(part.body()).asString().isEqualTo("ftyp");
        assertThat(workerFolder.resolve("zoetrope-data/results")).doesNotExist();

        worker.destroy();
        assertThat(worker.waitFor(1, TimeUnit.MINUTES)).isTrue();
        assertThat(Cli.text(workerFolder, "out"))
            .contains("with the server at " + address.replaceAll("/$", ""), "Cameras: door");
        assertThat(Cli.text(workerFolder, "out") + Cli.text(workerFolder, "err"))
            .doesNotContain("s3cret");
        assertThat(Cli.text(serverFolder, "out") + Cli.text(serverFolder, "err"))
            .doesNotContain("s3cret");
      } finally {
        worker.destroyForcibly();
        server.destroyForcibly();
      }
    }
  }

  @Test
  void aKilledServerDoesItsQueuedTasksAfterARestart() throws Exception {
    String[] serve = {"serve", "--port", "0", "--camera", "door=test:?size=320x180&fps=10"};
    Process server = Cli.start(serverFolder, serve);
    String id;
    try {
      String address = Cli.awaitAddress(serverFolder);
      id = submit(address, "snapshot", "{\"camera\": \"door\"}, \"options\": {\"delay\": \"2s\"}");
    } finally {
      server.destroyForcibly();
      assertThat(server.waitFor(1, TimeUnit.MINUTES)).isTrue();
    }
    // Or the previous one's address would be read.
    Files.delete(serverFolder.resolve("out"));
    server = Cli.start(serverFolder, serve);
    try {
      String address = Cli.awaitAddress(serverFolder);
      JsonNode done = ended(address, id);
      assertThat(done.path("state").asString()).as("%s", done).isEqualTo("done");
      assertThat(resultFrom(address, done, "bytes=0-1").body()).containsExactly(0xFF, 0xD8);
    } finally {
      server.destroyForcibly();
    }
  }

  @Test
  void aWorkerWithoutRedisOrServerSaysWhatItWaitsFor() throws Exception {
    Process worker =
        Cli.start(workerFolder, "worker", "--redis", "redis://:s3cret@127.0.0.1:9", "--slots", "1");
    try {
      await().until(() -> Cli.text(workerFolder, "out").contains("Waiting: Redis at 127.0.0.1:9 "));
    } finally {
      worker.destroyForcibly();
      assertThat(worker.waitFor(1, TimeUnit.MINUTES)).isTrue();
    }
    assertThat(Cli.text(workerFolder, "out") + Cli.text(workerFolder, "err"))
        .doesNotContain("s3cret");
  }

  @Test
  void invalidOptionsAreRefused() throws Exception {
    Outcome refused = Cli.run(folder, "worker", "--redis", "http://:s3cret@127.0.0.1");
    assertThat(refused.exitCode()).isEqualTo(2);
    assertThat(refused.err())
        .startsWith("zoetrope: 'http://***@127.0.0.1' is not the URI of a Redis")
        .hasLineCount(1);
  }

  private String submit(String address, String kind, String rest) throws Exception {
    String body = "{\"kind\": \"%s\", \"payload\": %s}".formatted(kind, rest);
    HttpRequest request =
        HttpRequest.newBuilder(URI.create(address + "api/tasks"))
            .header("Content-Type", "application/json")
            .POST(HttpRequest.BodyPublishers.ofString(body))
            .build();
    HttpResponse<String> answer = client.send(request, BodyHandlers.ofString());
    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(202);
    return json.readTree(answer.body()).path("id").asString();
  }

  private JsonNode ended(String address, String id) throws Exception {
    URI waiting = URI.create(address + "api/tasks/" + id + "?wait=60s");
    return json.readTree(
        client.send(HttpRequest.newBuilder(waiting).build(), BodyHandlers.ofString()).body());
  }

  private HttpResponse<byte[]> resultFrom(String address, JsonNode task, String range)
      throws Exception {
    URI file = URI.create(address + task.path("file").path("url").asString());
    return client.send(
        HttpRequest.newBuilder(file).header("Range", range).build(), BodyHandlers.ofByteArray());
  }
}
