package io.zoetrope.benchmarks.player;

import io.zoetrope.benchmarks.server.ServerException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The system's Chromium, without a window, with one page. For one thread. */
public final class Chromium implements AutoCloseable {
  private static final List<Path> PROGRAMS =
      List.of(Path.of("/usr/bin/chromium-headless-shell"), Path.of("/usr/bin/chromium"));
  private static final Duration START = Duration.ofSeconds(30);

  private final Process process;
  private final Path profile;
  private final HttpClient client = HttpClient.newHttpClient();

  private Chromium(Process process, Path profile) {
    this.process = process;
    this.profile = profile;
  }

  /** The program, if it is here. */
  public static @Nullable Path program() {
    return PROGRAMS.stream().filter(Files::isExecutable).findFirst().orElse(null);
  }

  public static Chromium start(Path program) throws IOException {
    Path profile = Files.createTempDirectory("zoetrope-chromium");
    List<String> words = new ArrayList<>(List.of(program.toString()));
    words.addAll(
        List.of(
            "--headless",
            "--no-sandbox",
            "--disable-gpu",
            "--disable-quic",
            "--no-first-run",
            "--disable-background-networking",
            "--disable-component-update",
            "--disable-sync",
            "--window-size=1280,720",
            "--remote-debugging-port=0",
            "--user-data-dir=" + profile,
            "about:blank"));
    return new Chromium(
        new ProcessBuilder(words)
            .redirectOutput(ProcessBuilder.Redirect.DISCARD)
            .redirectError(ProcessBuilder.Redirect.DISCARD)
            .start(),
        profile);
  }

  /** Has the page call a function there, and answers what that returns. */
  JsonNode call(URI address, String function, String arguments, Duration patience)
      throws IOException {
    try (DevTools page = new DevTools(client, page())) {
      var _ = page.call("Page.navigate", Map.of("url", address.toString()), START);
      return page.evaluate("(" + function + ")(" + arguments + ")", patience);
    }
  }

  private URI page() throws IOException {
    long deadline = System.nanoTime() + START.toNanos();
    Path port = profile.resolve("DevToolsActivePort");
    while (!Files.exists(port) || Files.readAllLines(port).isEmpty()) {
      if (System.nanoTime() > deadline || !process.isAlive()) {
        throw new ServerException("Chromium did not start");
      }
      pause();
    }
    URI list = URI.create("http://127.0.0.1:" + Files.readAllLines(port).getFirst() + "/json/list");
    try {
      String answer =
          client
              .send(
                  HttpRequest.newBuilder(list).timeout(START).build(),
                  HttpResponse.BodyHandlers.ofString())
              .body();
      return JsonMapper.shared()
          .readTree(answer)
          .valueStream()
          .filter(target -> target.path("type").asString().equals("page"))
          .map(target -> URI.create(target.path("webSocketDebuggerUrl").asString()))
          .findFirst()
          .orElseThrow(() -> new ServerException("Chromium has no page"));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException("interrupted", e);
    }
  }

  private static void pause() throws IOException {
    try {
      TimeUnit.MILLISECONDS.sleep(50);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException("interrupted", e);
    }
  }

  /** Ends what was started, and nothing else. */
  @Override
  public void close() {
    client.close();
    List<ProcessHandle> all =
        Stream.concat(process.descendants(), Stream.of(process.toHandle())).toList();
    all.forEach(ProcessHandle::destroyForcibly);
    all.forEach(one -> one.onExit().join());
    try (Stream<Path> files = Files.walk(profile)) {
      for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
        Files.deleteIfExists(file);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
