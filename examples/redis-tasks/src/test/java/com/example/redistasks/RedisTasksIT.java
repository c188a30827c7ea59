package com.example.redistasks;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.example.redistasks.ExamplePrograms.Program;
import io.lettuce.core.RedisClient;
import io.lettuce.core.api.sync.RedisCommands;
import java.io.IOException;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The example under siege, with helpers in Java, Python and plain redis-cli, on a real Redis. */
final class RedisTasksIT {
  private static final String PYTHON = "/usr/bin/python3";
  private static final int REQUESTS = 50;

  @TempDir private static Path folder;
  private static ExamplePrograms servers;
  private static String redisUri;
  private static RedisClient client;
  private static RedisCommands<String, String> redis;
  private static Program web;
  private static URI page;

  private ExamplePrograms helpers;
  private int queuedBefore;
  private int publishedBefore;

  @BeforeAll
  static void redisAndTheWebPageRun() throws Exception {
    int port = freePort();
    redisUri = "redis://127.0.0.1:" + port + "/5";
    servers = new ExamplePrograms(folder);
    servers
        .start(
            "redis-server",
            "--port",
            "" + port,
            "--bind",
            "127.0.0.1",
            "--save",
            "",
            "--dir",
            "" + folder)
        .awaitText("Ready to accept connections");
    web = servers.example("web", redisUri, "0");
    web.awaitText("open ");
    page = URI.create(web.after("open").getFirst());
    client = RedisClient.create(redisUri);
    redis = client.connect().sync();
  }

  @AfterAll
  static void theyEnd() throws Exception {
    client.shutdown();
    servers.close();
  }

  @BeforeEach
  void nobodyHelpsYet() throws Exception {
    helpers = new ExamplePrograms(Files.createTempDirectory(folder, "helpers"));
    queuedBefore = web.after("queued").size();
    publishedBefore = web.after("published").size();
  }

  @AfterEach
  void helpersEnd() throws Exception {
    helpers.close();
    awaitHelpers(0, 0);
  }

  @Test
  void thePageHasTheTwoLinks() throws Exception {
    assertThat(get("").body()).contains("href=\"/prodcons\"", "href=\"/pubsub\"");
    for (String path : List.of("prodcons", "pubsub")) {
      HttpResponse<String> answer = get(path);
      assertThat(answer.statusCode()).isEqualTo(302);
      assertThat(answer.headers().firstValue("Location")).hasValue("/");
    }
    assertThat(get("other").statusCode()).isEqualTo(404);
    assertThat(redis.lpop(RedisTasks.QUEUE)).isEqualTo(web.after("queued").getLast());
  }

  @ParameterizedTest
  @ValueSource(strings = {"java java", "shell shell", "python python", "java shell python"})
  void everyNumberIsDoneByOneWorker(String kinds) throws Exception {
    List<Program> workers = new ArrayList<>();
    for (String kind : kinds.split(" ", -1)) {
      workers.add(worker(kind));
    }
    awaitHelpers(workers.size(), 0);
    siege("prodcons");
    List<String> queued = web.after("queued").stream().skip(queuedBefore).toList();
    assertThat(queued).hasSize(REQUESTS);
    await()
        .untilAsserted(() -> assertThat(done(workers)).containsExactlyInAnyOrderElementsOf(queued));
    assertThat(redis.exists(RedisTasks.QUEUE)).isZero();
  }

  @Test
  void everyListenerHearsEveryNumber() throws Exception {
    List<Program> listeners =
        List.of(
            helpers.example("listener", redisUri),
            helpers.example("listener", redisUri),
            helpers.start(PYTHON, "listener.py", redisUri),
            helpers.start("redis-cli", "-u", redisUri, "SUBSCRIBE", RedisTasks.CHANNEL));
    awaitHelpers(0, listeners.size());
    siege("pubsub");
    List<String> published = web.after("published").stream().skip(publishedBefore).toList();
    assertThat(published).hasSize(REQUESTS);
    for (Program listener : listeners) {
      await()
          .untilAsserted(
              () -> assertThat(heard(listener)).containsExactlyInAnyOrderElementsOf(published));
    }
  }

  @Test
  void aNumberWaitsForTheFirstWorker() throws Exception {
    get("prodcons");
    String number = web.after("queued").getLast();
    Program worker = worker("shell");
    worker.awaitText("did " + number);
  }

  private Program worker(String kind) throws IOException {
    return switch (kind) {
      case "java" -> helpers.example("worker", redisUri);
      case "shell" -> helpers.start("./worker.sh", redisUri);
      default -> helpers.start(PYTHON, "worker.py", redisUri);
    };
  }

  private static List<String> done(List<Program> workers) throws IOException {
    List<String> done = new ArrayList<>();
    for (Program worker : workers) {
      done.addAll(worker.after("did"));
    }
    return done;
  }

  /** What redis-cli prints of a message is three lines: its kind, the channel, the message. */
  private static List<String> heard(Program listener) throws IOException {
    List<String> lines = listener.lines();
    List<String> heard = new ArrayList<>(listener.after("heard"));
    for (int i = 2; i < lines.size(); i++) {
      if (lines.get(i - 2).equals("message")) {
        heard.add(lines.get(i));
      }
    }
    return heard;
  }

  /** As many workers wait at the queue, and as many listeners at the channel. */
  private static void awaitHelpers(int workers, long listeners) {
    await()
        .atMost(Duration.ofSeconds(30))
        .untilAsserted(() -> {
          assertThat(redis.info("clients")).contains("blocked_clients:" + workers + "\r\n");
          assertThat(redis.pubsubNumsub(RedisTasks.CHANNEL))
              .containsEntry(RedisTasks.CHANNEL, listeners);
        });
  }

  /** Ten visitors, five visits each, as in the tutorial. */
  private void siege(String path) throws Exception {
    Path rc = Files.writeString(folder.resolve("siegerc"), "json_output = true\nlogging = false\n");
    Program siege =
        helpers.start("siege", "--rc=" + rc, "-c10", "-r5", page.resolve(path).toString());
    assertThat(siege.process().waitFor(30, TimeUnit.SECONDS)).isTrue();
    // Each visit is two transactions: the redirect is followed back to the page.
    assertThat(String.join("\n", siege.lines()))
        .containsPattern("\"transactions\":\\s+" + 2 * REQUESTS + ",")
        .containsPattern("\"failed_transactions\":\\s+0,");
  }

  private static HttpResponse<String> get(String path) throws Exception {
    try (HttpClient http = HttpClient.newHttpClient()) {
      return http.send(
          HttpRequest.newBuilder(page.resolve(path)).build(), HttpResponse.BodyHandlers.ofString());
    }
  }

  private static int freePort() throws IOException {
    try (ServerSocket socket = new ServerSocket(0)) {
      return socket.getLocalPort();
    }
  }
}
