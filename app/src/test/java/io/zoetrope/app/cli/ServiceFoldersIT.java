package io.zoetrope.app.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.zoetrope.core.fixture.Pictures;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A server in whose folders nothing is unpacked yet, as a service after its installation. */
final class ServiceFoldersIT {
  private static final Duration FIRST_LOAD = Duration.ofSeconds(60);

  @TempDir private Path folder;
  private final HttpClient client = HttpClient.newHttpClient();
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
  void viewersWhoLeaveWhileOpenCvLoadsDoNotStopItForOthers() throws Exception {
    Path pictures = Files.createDirectory(folder.resolve("pictures"));
    for (int number = 1; number <= 5; number++) {
      Files.write(pictures.resolve("p_%d.jpg".formatted(number)), Pictures.whole(320, 180, number));
    }
    Files.writeString(
        folder.resolve("zoetrope.yaml"),
        "cameras:\n  clip: {source: 'opencv:%s/p_%%d.jpg?fps=10&loop=true', linger: 1ms}\n"
            .formatted(pictures));
    serve(Map.of("CACHE_DIRECTORY", "", "XDG_CACHE_HOME", folder.resolve("cache").toString()));

    for (int impatient = 0; impatient < 5; impatient++) {
      leaveSoon("cameras/clip/stream.mjpg");
    }

    awaitSmallPicture("clip");
    assertThat(folder.resolve("cache/zoetrope/javacpp")).isDirectory();
  }

  @Test
  void theFoldersMadeBySystemdAreUsed() throws Exception {
    Path cache = folder.resolve("var/cache/zoetrope");
    Path state = folder.resolve("var/lib/zoetrope");
    serve(
        Map.of(
            "CACHE_DIRECTORY", cache.toString(),
            "STATE_DIRECTORY", state.toString(),
            "HOME", "/nonexistent"),
        "--camera",
        "door=test:?size=320x180&fps=10");

    awaitSmallPicture("door");
    HttpRequest task =
        request("api/tasks")
            .header("Content-Type", "application/json")
            .POST(
                BodyPublishers.ofString(
                    "{\"kind\": \"snapshot\", \"payload\": {\"camera\": \"door\"}}"))
            .build();
    assertThat(client.send(task, BodyHandlers.ofString()).statusCode()).isEqualTo(202);

    assertThat(cache.resolve("javacpp")).isDirectory();
    assertThat(state.resolve("tasks.db")).isRegularFile();
    assertThat(folder.resolve("zoetrope-data")).doesNotExist();
  }

  private void serve(Map<String, String> variables, String... more) throws Exception {
    List<String> arguments = new ArrayList<>(List.of("serve", "--port", "0"));
    arguments.addAll(List.of(more));
    servers.add(Cli.start(folder, variables, arguments.toArray(String[]::new)));
    address = Cli.awaitAddress(folder);
  }

  /** As {@code curl -m 0.25} does. */
  private void leaveSoon(String path) throws Exception {
    HttpRequest stream = request(path).build();
    CompletableFuture<?> watching = client.sendAsync(stream, BodyHandlers.discarding());
    try {
      Object _ = watching.get(250, TimeUnit.MILLISECONDS);
    } catch (TimeoutException e) {
      watching.cancel(true);
    }
  }

  /** On a busy machine the first load may take longer than a snapshot or a rendition waits. */
  private void awaitSmallPicture(String camera) {
    await()
        .atMost(FIRST_LOAD)
        .until(
            () -> {
              HttpRequest snapshot =
                  request("cameras/%s/snapshot.jpg?width=160".formatted(camera)).build();
              HttpResponse<String> response = client.send(snapshot, BodyHandlers.ofString());
              assertThat(response.statusCode()).as(response.body()).isIn(200, 503, 504);
              return response.statusCode();
            },
            status -> status == 200);
  }

  private HttpRequest.Builder request(String path) {
    return HttpRequest.newBuilder(URI.create(address + path));
  }
}
