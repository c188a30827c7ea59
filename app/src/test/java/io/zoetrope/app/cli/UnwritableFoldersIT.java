package io.zoetrope.app.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.zoetrope.app.cli.Cli.Outcome;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Folders that this user may not write to. */
final class UnwritableFoldersIT {
  private static final String CAMERA = "door=test:?size=320x180&fps=10";
  private static final String SNAPSHOT =
      "{\"kind\": \"snapshot\", \"payload\": {\"camera\": \"door\"}, \"options\": {\"attempts\":"
          + " 1}}";

  @TempDir private Path folder;
  private final HttpClient client = HttpClient.newHttpClient();
  private Path locked = Path.of("");

  @BeforeEach
  void lock() throws IOException {
    locked = Files.createDirectory(folder.resolve("locked"));
    may(locked, "r-xr-xr-x");
  }

  @AfterEach
  void unlock() throws IOException {
    may(locked, "rwxr-xr-x");
    may(folder, "rwxr-xr-x");
  }

  @Test
  void aNamedDataFolderMustBeWritable() throws Exception {
    String sentence =
        "The data folder %s cannot be used: this user may not write to %s. Choose another one, or make it writable."
            .formatted(locked.resolve("data"), locked);
    String data = locked.resolve("data").toString();
    refused(Cli.runUnprivileged(folder, "serve", "--port", "0", "--data", data), sentence);

    Files.writeString(folder.resolve("zoetrope.yaml"), "server: {port: 0}\ndata: " + data + "\n");
    refused(Cli.runUnprivileged(folder, "serve"), "zoetrope.yaml:2: " + sentence);
    refused(Cli.runUnprivileged(folder, "check-config"), "zoetrope.yaml:2: " + sentence);
  }

  @Test
  void aDatabaseAndAWorkersFolderMustBeWritable() throws Exception {
    String database = "jdbc:sqlite:" + locked.resolve("c.db");
    refused(
        Cli.runUnprivileged(folder, "serve", "--port", "0", "--database", database),
        "The database %s cannot be used: this user may not write to %s. Choose another one, or make it writable."
            .formatted(locked.resolve("c.db"), locked));
    refused(
        Cli.runUnprivileged(
            folder, "worker", "--redis", "redis://127.0.0.1:9", "--data", locked.toString()),
        "Cannot make files in %s: this user may not write to %s. Name another folder with --data."
            .formatted(locked, locked));
  }

  @Test
  void filesLeftByAnotherUserAreNamed() throws Exception {
    Path data = Files.createDirectory(folder.resolve("data"));
    Path tasks = Files.createFile(data.resolve("tasks.db"));
    may(tasks, "r--r--r--");
    refused(
        Cli.runUnprivileged(folder, "serve", "--port", "0", "--data", data.toString()),
        "The data folder %s cannot be used: this user may not write to %s. Choose another one, or make it writable."
            .formatted(data, tasks));
  }

  @Test
  void withoutTheDefaultFolderThereAreLivePicturesButNoTasks() throws Exception {
    // Its output goes there.
    Files.createFile(folder.resolve("out"));
    Files.createFile(folder.resolve("err"));
    may(folder, "r-xr-xr-x");
    Process server = Cli.startUnprivileged(folder, "serve", "--port", "0", "--camera", CAMERA);
    try {
      String address = Cli.awaitAddress(folder);
      assertThat(get(address + "cameras/door/snapshot.jpg").statusCode()).isEqualTo(200);
      for (String page : List.of("", "tasks", "events", "api/tasks", "api/cameras", "healthz")) {
        assertThat(get(address + page).statusCode()).as(page).isEqualTo(200);
      }
      for (HttpResponse<String> asked :
          List.of(submit(address), submit(address), get(address + "api/events.json"))) {
        assertThat(asked.statusCode()).as(asked.body()).isEqualTo(503);
        assertThat(asked.body()).containsPattern("zoetrope-data.*(may not|who may) write");
        assertThat(asked.headers().firstValue("Retry-After")).isPresent();
      }
      // A snapshot is no event.
      try (InputStream watching = URI.create(address + "video_feed").toURL().openStream()) {
        watching.readNBytes(50_000);
        await().until(() -> Cli.text(folder, "err").contains("not being saved"));
      }
      String said = Cli.text(folder, "err");
      assertThat(said)
          .contains("WARN")
          .contains("The default data folder zoetrope-data cannot be used: this user may not")
          .doesNotContain("\tat ", "ERROR");

      may(folder, "rwxr-xr-x");
      await().until(() -> submit(address).statusCode() == 202);
    } finally {
      server.destroy();
      assertThat(server.waitFor(1, TimeUnit.MINUTES)).isTrue();
    }
    assertThat(server.exitValue()).isZero();
  }

  @Test
  void tasksFailWithAReasonWhenTheFolderBecomesUnwritable() throws Exception {
    Path results = Files.createDirectories(folder.resolve("data/results"));
    Process server =
        Cli.startUnprivileged(folder, "serve", "--port", "0", "--camera", CAMERA, "--data", "data");
    try {
      String address = Cli.awaitAddress(folder);
      assertThat(submit(address).statusCode()).isEqualTo(202);
      await().until(() -> get(address + "api/tasks").body().contains("\"done\":1"));

      may(results, "r-xr-xr-x");
      assertThat(submit(address).statusCode()).isEqualTo(202);
      await().until(() -> get(address + "api/tasks").body().contains("\"dead\":1"));
      assertThat(get(address + "api/tasks").body())
          .contains("\"done\":1")
          .contains("This user may not write to " + results);

      may(results, "rwxr-xr-x");
      assertThat(submit(address).statusCode()).isEqualTo(202);
      await().until(() -> get(address + "api/tasks").body().contains("\"done\":2"));
      assertThat(Cli.text(folder, "err")).doesNotContain("\tat ", "ERROR");
    } finally {
      may(results, "rwxr-xr-x");
      server.destroyForcibly();
      assertThat(server.waitFor(1, TimeUnit.MINUTES)).isTrue();
    }
  }

  private static void refused(Outcome outcome, String sentence) {
    assertThat(outcome).isEqualTo(new Outcome(2, "", "zoetrope: " + sentence + "\n"));
  }

  private static void may(Path path, String permissions) throws IOException {
    Files.setPosixFilePermissions(path, PosixFilePermissions.fromString(permissions));
  }

  private HttpResponse<String> get(String url) throws Exception {
    return client.send(HttpRequest.newBuilder(URI.create(url)).build(), BodyHandlers.ofString());
  }

  private HttpResponse<String> submit(String address) throws Exception {
    return client.send(
        HttpRequest.newBuilder(URI.create(address + "api/tasks"))
            .header("Content-Type", "application/json")
            .POST(BodyPublishers.ofString(SNAPSHOT))
            .build(),
        BodyHandlers.ofString());
  }
}
