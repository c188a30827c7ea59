package io.zoetrope.app.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.zoetrope.app.cli.Cli.Outcome;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Two servers with one data folder. */
final class SharedDataFolderIT {
  @TempDir private Path folder;
  private final HttpClient client = HttpClient.newHttpClient();
  private final List<Process> running = new ArrayList<>();
  private Path data = Path.of("");
  private Path one = Path.of("");
  private Path two = Path.of("");

  @BeforeEach
  void makeFolders() throws IOException {
    data = folder.resolve("data");
    one = Files.createDirectory(folder.resolve("one"));
    two = Files.createDirectory(folder.resolve("two"));
  }

  @AfterEach
  void end() throws InterruptedException {
    client.shutdownNow();
    for (Process process : running) {
      process.destroyForcibly();
      assertThat(process.waitFor(1, TimeUnit.MINUTES)).isTrue();
    }
  }

  @Test
  void aSecondServerStartsOnlyOnceTheFirstIsGone() throws Exception {
    Process first = serve(one);
    String address = Cli.awaitAddress(one);
    refused(second(), first);
    assertThat(data).isDirectoryNotContaining("glob:**.db");

    takeSnapshot(address);
    assertThat(data.resolve("tasks.db")).isRegularFile();
    Files.writeString(two.resolve("zoetrope.yaml"), "server: {port: 0}\ndata: " + data + "\n");
    Outcome fromFile = Cli.run(two, "serve");
    assertThat(fromFile.exitCode()).isEqualTo(2);
    assertThat(fromFile.err()).startsWith("zoetrope: zoetrope.yaml:2: The data folder " + data);
    assertThat(Cli.run(two, "check-config").exitCode()).isZero();
    Files.delete(two.resolve("zoetrope.yaml"));

    first.destroyForcibly(); // SIGKILL
    assertThat(first.waitFor(1, TimeUnit.MINUTES)).isTrue();
    Files.deleteIfExists(two.resolve("out"));
    Process next = serve(two);
    takeSnapshot(Cli.awaitAddress(two));
    next.destroy();
    assertThat(next.waitFor(1, TimeUnit.MINUTES)).isTrue();
    assertThat(next.exitValue()).isZero();
  }

  private Outcome second() throws IOException, InterruptedException {
    return Cli.run(two, "serve", "--port", "0", "--data", data.toString());
  }

  private void refused(Outcome outcome, Process owner) {
    assertThat(outcome)
        .isEqualTo(
            new Outcome(
                2,
                "",
                "zoetrope: The data folder %s is in use by another server (process %d). Stop that one first, or give this one a folder of its own with --data, or as data: in zoetrope.yaml.\n"
                    .formatted(data, owner.pid())));
  }

  private Process serve(Path place) throws IOException {
    return start(
        place,
        "serve",
        "--port",
        "0",
        "--camera",
        "door=test:?size=320x180&fps=10",
        "--data",
        data.toString());
  }

  private Process start(Path place, String... arguments) throws IOException {
    Process process = Cli.start(place, arguments);
    running.add(process);
    return process;
  }

  private void takeSnapshot(String address) throws Exception {
    HttpRequest request =
        HttpRequest.newBuilder(URI.create(address + "api/tasks"))
            .header("Content-Type", "application/json")
            .POST(
                BodyPublishers.ofString(
                    "{\"kind\":\"snapshot\",\"payload\":{\"camera\":\"door\"}}"))
            .build();
    String submitted = client.send(request, BodyHandlers.ofString()).body();
    String id = submitted.replaceAll(".*\"id\": ?\"(\\w+)\".*", "$1");
    HttpRequest task = HttpRequest.newBuilder(URI.create(address + "api/tasks/" + id)).build();
    await()
        .until(
            () -> client.send(task, BodyHandlers.ofString()).body(),
            body -> body.contains("\"state\":\"done\""));
  }
}
