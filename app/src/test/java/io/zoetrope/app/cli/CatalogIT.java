package io.zoetrope.app.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.zoetrope.catalog.fixture.PostgresServer;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** What happened, as users ask for it, with servers and databases that are killed. */
final class CatalogIT {
  private static final List<String> DATABASES =
      List.of("org.sqlite.", "org.postgresql.", "org.flywaydb.", "org.jdbi.", "com.zaxxer.");

  @TempDir private Path folder;
  private final HttpClient client = HttpClient.newHttpClient();
  private final JsonMapper json = new JsonMapper();
  private final List<Process> servers = new ArrayList<>();
  private String address = "";

  @AfterEach
  void kill() throws InterruptedException {
    for (Process server : servers) {
      server.destroyForcibly();
      assertThat(server.waitFor(1, TimeUnit.MINUTES)).isTrue();
    }
  }

  @Test
  void eventsAreShownExportedAndSurviveARestart() throws Exception {
    Process server = serve();
    String snapshot = done("snapshot", "{\"camera\": \"door\"}");
    watchUntil("kind=camera", "live");
    await()
        .until(() -> text("api/tasks.csv"), all -> all.contains(snapshot + ",snapshot,door,done"));

    String now = Instant.now().truncatedTo(ChronoUnit.MILLIS).toString();
    String shown = text("api/events.csv?kind=camera&to=" + now);
    assertThat(shown.lines()).hasSizeGreaterThan(1);
    String export =
        done(
            "export",
            "{\"table\": \"events\", \"format\": \"csv\", \"kind\": \"camera\", \"to\": \"%s\"}"
                .formatted(now));
    HttpResponse<byte[]> file = get("api/tasks/" + export + "/result");
    assertThat(new String(file.body(), StandardCharsets.UTF_8)).isEqualTo(shown);
    assertThat(file.headers().firstValue("Content-Type")).contains("text/csv; charset=utf-8");

    server.destroyForcibly();
    assertThat(server.waitFor(1, TimeUnit.MINUTES)).isTrue();
    serve();
    assertThat(text("api/events.csv?kind=camera&to=" + now)).isEqualTo(shown);
    assertThat(text("api/tasks.csv")).contains(snapshot + ",snapshot,door,done");
    // Also for one whose end nobody could hear of.
    await().until(() -> text("api/tasks.csv"), all -> all.contains(export + ",export,,done"));
  }

  @Test
  void livePicturesContinueWhilePostgresIsAwayAndEventsReturn() throws Exception {
    try (PostgresServer postgres = PostgresServer.start()) {
      serve("--database", postgres.newDatabase());
      watchUntil("camera=door", "live");

      postgres.kill();
      assertThat(get("cameras/door/snapshot.jpg").statusCode()).isEqualTo(200);
      HttpResponse<byte[]> away = get("api/events.json");
      assertThat(away.statusCode()).isEqualTo(503);
      JsonNode error = json.readTree(away.body()).path("error");
      assertThat(error.path("message").asString()).contains("PostgreSQL").endsWith(".");
      String snapshot = done("snapshot", "{\"camera\": \"door\"}");
      await()
          .until(
              () -> Cli.text(folder, "out") + Cli.text(folder, "err"),
              all -> all.contains("not being saved"));

      postgres.restart();
      await()
          .until(
              () -> textIfAny("api/tasks.csv"),
              all -> all.contains(snapshot + ",snapshot,door,done"));
      await()
          .until(
              () -> Cli.text(folder, "out") + Cli.text(folder, "err"),
              all -> all.contains("being saved again; 0 were lost"));
      // Events waiting in the buffer come after those being written.
      await().until(() -> events("kind=task"), all -> all.contains(snapshot));
      String said = Cli.text(folder, "out") + Cli.text(folder, "err");
      assertThat(said).doesNotContain(postgres.password(), "not%3Afor");
      assertThat(said.split("not being saved", -1)).hasSize(2);
    }
  }

  @Test
  void anUnwatchedServerLoadsNoDatabase() throws Exception {
    Process server = serve();
    assertThat(get("").statusCode()).isEqualTo(200);
    assertThat(get("api/tasks").statusCode()).isEqualTo(200);
    assertThat(classes(server)).doesNotContain(DATABASES);
    assertThat(folder.resolve("zoetrope-data")).isDirectoryNotContaining("glob:**.db");
    assertThat(get("api/events.json").statusCode()).isEqualTo(200);
    assertThat(classes(server)).contains("org.sqlite.");
  }

  @Test
  void withoutACatalogThereAreNoTablesAndNoExports() throws Exception {
    serve("--database", "none");
    assertThat(get("cameras/door/snapshot.jpg").statusCode()).isEqualTo(200);
    assertThat(get("api/events.json").statusCode()).isEqualTo(404);
    HttpResponse<String> refused = submit("export", "{\"table\": \"events\", \"format\": \"csv\"}");
    assertThat(refused.statusCode()).as(refused.body()).isEqualTo(400);
    assertThat(folder.resolve("zoetrope-data")).isDirectoryNotContaining("glob:**.db");
  }

  private Process serve(String... more) throws IOException {
    Files.deleteIfExists(folder.resolve("out"));
    List<String> arguments =
        new ArrayList<>(
            List.of("serve", "--port", "0", "--camera", "door=test:?size=320x180&fps=10"));
    arguments.addAll(List.of(more));
    Process server = Cli.start(folder, arguments.toArray(String[]::new));
    servers.add(server);
    address = Cli.awaitAddress(folder);
    return server;
  }

  private String events(String filter) throws Exception {
    return text("api/events.json?" + filter);
  }

  private String text(String path) throws Exception {
    HttpResponse<byte[]> answer = get(path);
    String body = new String(answer.body(), StandardCharsets.UTF_8);
    assertThat(answer.statusCode()).as(body).isEqualTo(200);
    return body;
  }

  private String textIfAny(String path) throws Exception {
    return new String(get(path).body(), StandardCharsets.UTF_8);
  }

  private HttpResponse<byte[]> get(String path) throws Exception {
    return client.send(
        HttpRequest.newBuilder(URI.create(address + path)).build(), BodyHandlers.ofByteArray());
  }

  /** Watches the camera, as a snapshot is not worth an event, until the catalog has this. */
  private void watchUntil(String query, String event) throws Exception {
    try (InputStream _ =
        client
            .send(
                HttpRequest.newBuilder(URI.create(address + "cameras/door/stream.mjpg")).build(),
                BodyHandlers.ofInputStream())
            .body()) {
      await().until(() -> events(query), all -> all.contains(event));
    }
  }

  private HttpResponse<String> submit(String kind, String payload) throws Exception {
    return client.send(
        HttpRequest.newBuilder(URI.create(address + "api/tasks"))
            .header("Content-Type", "application/json")
            .POST(
                HttpRequest.BodyPublishers.ofString(
                    "{\"kind\": \"%s\", \"payload\": %s}".formatted(kind, payload)))
            .build(),
        BodyHandlers.ofString());
  }

  /** Submits a task and waits until it is done. Returns its id. */
  private String done(String kind, String payload) throws Exception {
    HttpResponse<String> submitted = submit(kind, payload);
    assertThat(submitted.statusCode()).as(submitted.body()).isEqualTo(202);
    String id = json.readTree(submitted.body()).path("id").asString();
    JsonNode task = json.readTree(text("api/tasks/" + id + "?wait=30s"));
    assertThat(task.path("state").asString()).as("%s", task).isEqualTo("done");
    return id;
  }

  private static String classes(Process server) throws Exception {
    Process asked =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "jcmd").toString(),
                String.valueOf(server.pid()),
                "VM.class_hierarchy")
            .redirectErrorStream(true)
            .start();
    String told = new String(asked.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertThat(asked.waitFor()).as(told).isZero();
    assertThat(told).contains("io.zoetrope.app.Zoetrope");
    return told;
  }
}
