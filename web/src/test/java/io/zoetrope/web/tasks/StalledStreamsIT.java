package io.zoetrope.web.tasks;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.vertx.core.Vertx;
import io.vertx.core.http.Http2Settings;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpClientOptions;
import io.vertx.core.http.HttpClientResponse;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpVersion;
import io.vertx.ext.web.Router;
import io.zoetrope.tasks.Task;
import io.zoetrope.tasks.result.ResultType;
import io.zoetrope.web.connection.Timeouts;
import io.zoetrope.web.events.EventRoutes;
import io.zoetrope.web.events.EventSource;
import io.zoetrope.web.fixture.FakeTasks;
import io.zoetrope.web.fixture.RawClient;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Over HTTP/2, a client that reads nothing is cut off; others on its connection stay. */
@Timeout(60)
class StalledStreamsIT {
  private static final Duration PATIENCE = Duration.ofMinutes(1);
  private static final Duration STALLED = Duration.ofMillis(500);
  private static final int WINDOW = 65_535;

  @TempDir private Path folder;
  private final Vertx vertx = Vertx.vertx();
  private final Router router = Router.router(vertx);
  private FakeTasks work;
  private HttpClient client;
  private int port;

  @BeforeEach
  void start() throws Exception {
    work = new FakeTasks(folder, 10, 100);
    TaskContent content = work.content();
    Timeouts timeouts = Timeouts.STANDARD.withSilentPublisher(PATIENCE).withStalledViewer(STALLED);
    router
        .route("/begun/*")
        .handler(context -> {
          context.reroute(String.valueOf(context.request().path()).substring("/begun".length()));
          // While the file is being looked for.
          var _ = context.response().setChunked(true).write("begun");
        });
    new ResultRoutes(content, timeouts).addTo(router);
    new EventRoutes(
            new EventSource(content.events(), content.quietTasks()), Duration.ofSeconds(1), STALLED)
        .addTo(router);
    port =
        vertx
            .createHttpServer()
            .requestHandler(router)
            .listen(0, "127.0.0.1")
            .await(1, TimeUnit.MINUTES)
            .actualPort();
    client =
        vertx.createHttpClient(
            new HttpClientOptions()
                .setProtocolVersion(HttpVersion.HTTP_2)
                .setHttp2ClearTextUpgrade(false)
                .setHttp2ConnectionWindowSize(100 * WINDOW)
                .setInitialSettings(new Http2Settings().setInitialWindowSize(WINDOW)));
  }

  @AfterEach
  void stop() throws Exception {
    vertx.close().await(1, TimeUnit.MINUTES);
    work.close();
  }

  @Test
  void aListenerThatReadsNothingIsCutOffAndAnotherOnItsConnectionIsNot() throws Exception {
    HttpClientResponse lazy = get("/api/events");
    HttpClientResponse eager = get("/api/events");
    assertThat(lazy.request().connection()).isSameAs(eager.request().connection());
    AtomicInteger taken = new AtomicInteger();
    AtomicInteger lost = new AtomicInteger();
    lazy.exceptionHandler(_ -> lost.incrementAndGet());
    AtomicInteger eagerLost = new AtomicInteger();
    eager
        .exceptionHandler(_ -> eagerLost.incrementAndGet())
        .handler(buffer -> taken.addAndGet(buffer.length()))
        .resume();

    await()
        .atMost(PATIENCE)
        .until(() -> {
          publish(20);
          return lost.get() == 1;
        });

    int before = taken.get();
    publish(1);
    await().atMost(PATIENCE).until(() -> taken.get() > before);
    assertThat(eagerLost).hasValue(0);
  }

  @Test
  void aListenerWithoutEventsStays() throws Exception {
    HttpClientResponse listening = get("/api/events");
    AtomicInteger heartbeats = new AtomicInteger();
    listening.handler(_ -> heartbeats.incrementAndGet()).resume();

    await().atMost(PATIENCE).until(() -> heartbeats.get() >= 3);
  }

  @Test
  void aFileIsClosedWhenAnotherHandlerHasBegunToAnswer() throws Exception {
    Task task = work.done("clip", ResultType.MP4, new byte[3_000_000]);
    List<RawClient> clients = new ArrayList<>();
    for (int request = 0; request < 10; request++) {
      RawClient raw = RawClient.connect(port).get("/begun" + address(task));
      raw.readHead();
      clients.add(raw);
    }
    // Each is opened for a moment only, so one look would not do.
    await().atMost(PATIENCE).during(Duration.ofMillis(500)).until(() -> openFiles() == 0);
    for (RawClient raw : clients) {
      raw.close();
    }
  }

  /** Nothing of what it says is taken yet. */
  private HttpClientResponse get(String path) throws Exception {
    return client
        .request(HttpMethod.GET, port, "127.0.0.1", path)
        .compose(request -> request.send().map(HttpClientResponse::pause))
        .await(1, TimeUnit.MINUTES);
  }

  private static String address(Task task) {
    return "/api/tasks/" + task.id() + "/result";
  }

  private void publish(int messages) {
    for (int n = 0; n < messages; n++) {
      work.events()
          .publish(
              FakeTasks.json(
                  "{\"type\":\"number\",\"padding\":\"%s\"}".formatted("x".repeat(2000))));
    }
  }

  private long openFiles() throws IOException {
    try (Stream<Path> all = Files.list(Path.of("/proc/self/fd"))) {
      return all.filter(this::isInFolder).count();
    }
  }

  private boolean isInFolder(Path descriptor) {
    try {
      return Files.readSymbolicLink(descriptor).startsWith(folder);
    } catch (IOException e) {
      return false;
    }
  }
}
