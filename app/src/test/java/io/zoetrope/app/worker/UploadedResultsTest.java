package io.zoetrope.app.worker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIOException;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.zoetrope.app.presence.ServerRecord;
import io.zoetrope.automation.fixture.LoopbackNames;
import io.zoetrope.automation.http.HttpSender;
import io.zoetrope.base.Backoff;
import io.zoetrope.core.time.SystemTimekeeper;
import io.zoetrope.tasks.result.NewResult;
import io.zoetrope.tasks.result.ResultType;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Uploads of a worker's files to a server that sometimes fails. */
final class UploadedResultsTest {
  private static final Backoff QUICK = new Backoff(Duration.ofMillis(1), Duration.ofMillis(8));

  @TempDir private Path folder;
  private final SystemTimekeeper time = new SystemTimekeeper();
  private final Deque<Integer> answers = new ArrayDeque<>();
  private final List<String> requests = new ArrayList<>();
  private final Deque<String> keys = new ArrayDeque<>();
  private HttpServer server;
  private final HttpSender sender = ServerClient.newSender();
  private UploadedResults results;

  @BeforeEach
  void start() throws IOException {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext("/", this::answer);
    server.start();
    URI url = URI.create("http://127.0.0.1:" + server.getAddress().getPort() + "/under/");
    ServerClient client =
        new ServerClient(sender, () -> new ServerRecord(url, keys.size() > 1 ? keys.pop() : "k"));
    results = new UploadedResults(folder, client, time, QUICK, new Random(1));
  }

  @AfterEach
  void stop() {
    sender.close();
    server.stop(0);
    time.close();
  }

  @Test
  void aFileIsUploadedWithTheKeyAndThenDeleted() throws Exception {
    answers.add(200);
    assertThat(upload()).isEqualTo(5);
    assertThat(requests)
        .containsExactly("PUT /under/api/tasks/t1/result Bearer k image/jpeg: bytes");
    assertThat(folder).isEmptyDirectory();
  }

  @Test
  void aServerThatRestartsWithAnotherKeyStillGetsTheFile() throws Exception {
    keys.addAll(List.of("old", "old", "new", "new"));
    answers.addAll(List.of(503, 401, 200));
    upload();
    assertThat(requests).hasSize(3).last().asString().contains("Bearer new");
  }

  @Test
  void aRefusedFileIsNotSentAgain() {
    answers.add(409);
    assertThatIOException()
        .isThrownBy(this::upload)
        .withMessage("The server did not take the file: It is cancelled.");
    assertThat(requests).hasSize(1);
    assertThat(folder).isEmptyDirectory();
  }

  @Test
  void aDeletedFolderIsCreatedAgain() throws Exception {
    answers.add(200);
    Files.delete(folder);

    assertThat(upload()).isEqualTo(5);
    assertThat(folder).isEmptyDirectory();
  }

  @Test
  void hostNamesMayContainUnderscores() throws Exception {
    answers.addAll(List.of(200, 404));
    URI url = URI.create("http://me:x@zoe_trope:%d".formatted(server.getAddress().getPort()));
    try (HttpSender local = new HttpSender(Duration.ofSeconds(5), 1000, LoopbackNames.INSTANCE)) {
      ServerClient named = new ServerClient(local, () -> new ServerRecord(url, "k"));
      results = new UploadedResults(folder, named, time, QUICK, new Random(1));

      assertThat(upload()).isEqualTo(5);
      assertThat(named.camera("door")).isEmpty();
    }
    assertThat(requests)
        .containsExactly(
            "PUT /api/tasks/t1/result Bearer k image/jpeg: bytes",
            "GET /api/cameras/door null null: ");
  }

  @Test
  void nothingIsSentAfterClosing() throws Exception {
    URI url = URI.create("http://127.0.0.1:" + server.getAddress().getPort());
    sender.close();
    assertThatIOException()
        .isThrownBy(() -> sender.send(HttpSender.request("GET", url), Duration.ofSeconds(5)))
        .withMessage("this program is stopping");
    assertThat(requests).isEmpty();
  }

  private long upload() throws IOException, InterruptedException {
    try (NewResult result = results.begin("t1", ResultType.JPEG)) {
      Files.writeString(result.path(), "bytes");
      return result.commit();
    }
  }

  private void answer(HttpExchange exchange) throws IOException {
    try (exchange) {
      requests.add(
          "%s %s %s %s: %s"
              .formatted(
                  exchange.getRequestMethod(),
                  exchange.getRequestURI(),
                  exchange.getRequestHeaders().getFirst("Authorization"),
                  exchange.getRequestHeaders().getFirst("Content-Type"),
                  new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8)));
      byte[] body =
          "{\"error\": {\"message\": \"It is cancelled.\"}}".getBytes(StandardCharsets.UTF_8);
      exchange.sendResponseHeaders(answers.remove(), body.length);
      exchange.getResponseBody().write(body);
    }
  }
}
