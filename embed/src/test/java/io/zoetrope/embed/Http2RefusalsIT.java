package io.zoetrope.embed;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.Vertx;
import io.vertx.core.http.HttpConnection;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.Router;
import io.zoetrope.core.fixture.Pictures;
import io.zoetrope.web.stream.StreamedResponse;
import io.zoetrope.web.stream.StreamedResponses;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Flow;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * What is refused in a program's own server, over HTTP/2, which the JDK's client speaks if it may:
 * one connection is shared by all requests, so no answer may end it.
 */
class Http2RefusalsIT {
  /** Longer than what is still sent behind an answer is read. */
  private static final Duration LONG_AFTER = Duration.ofMillis(2500);

  private static final Duration PATIENCE = Duration.ofMinutes(1);

  private final Vertx vertx = Vertx.vertx();
  private final HttpClient client = HttpClient.newHttpClient();
  private final Set<HttpConnection> connections = ConcurrentHashMap.newKeySet();
  private final StreamedResponses none = new StreamedResponses(0, PATIENCE);
  private final LiveCameras cameras =
      LiveCameras.builder()
          .jpegs("plot", 50, () -> Pictures.numbered(1))
          .driver(new MailboxDriver(MailboxDriver.Trouble.NOBODY_HAS_THE_KEY))
          .driver(new ControlsOnlyDriver("adjustable", _ -> {}))
          .camera("locked", "mailbox:")
          .camera("bench", "adjustable:")
          .build();
  private int port;

  @BeforeEach
  void start() throws Exception {
    Router router = Router.router(vertx);
    router
        .post("/busy")
        .handler(
            context -> none.send(context, StreamedResponse.of("text/plain", out -> out.write(1))));
    cameras.addTo(router, "/live");
    port =
        vertx
            .createHttpServer(new HttpServerOptions().setPort(0).setHost("127.0.0.1"))
            .connectionHandler(connections::add)
            .requestHandler(router)
            .listen()
            .await(1, TimeUnit.MINUTES)
            .actualPort();
    // The first request asks for HTTP/2 and is answered in it.
    assertThat(ask("GET", "/live/healthz", Optional.empty()).statusCode()).isEqualTo(200);
  }

  @AfterEach
  void stop() throws Exception {
    client.shutdownNow();
    cameras.close();
    vertx.close().await(1, TimeUnit.MINUTES);
  }

  @ParameterizedTest
  @CsvSource({
    "POST, /live/cameras/locked/publish,     401, key_needed",
    "POST, /live/cameras/plot/snapshot.jpg,  405, method_not_allowed",
    "DELETE, /live/cameras/locked/publish,   405, method_not_allowed",
    "PUT, /live/api/cameras/bench/controls,  413, too_large",
    "POST, /busy,                            503, busy"
  })
  void aRefusalIsReadableAndOtherStreamsContinue(
      String method, String path, int status, String code) throws Exception {
    HttpResponse<InputStream> stream =
        client.send(request("/live/video_feed").build(), BodyHandlers.ofInputStream());
    assertThat(stream.version()).isEqualTo(HttpClient.Version.HTTP_2);
    Endless body = new Endless();

    HttpResponse<String> refused = ask(method, path, Optional.of(body));

    assertThat(refused.statusCode()).isEqualTo(status);
    assertThat(errorCode(refused)).isEqualTo(code);
    assertThat(refused.headers().firstValue("connection")).isEmpty();
    readFor(LONG_AFTER, stream.body());
    assertThat(ask("GET", "/live/healthz", Optional.empty()).statusCode()).isEqualTo(200);
    assertThat(connections.stream().filter(it -> !isUpgraded(it))).hasSize(1);
    long sent = body.sent.get();
    readFor(Duration.ofMillis(200), stream.body());
    assertThat(body.sent.get()).isEqualTo(sent);
  }

  @Test
  void aStreamHasAValidHttp2Head() throws Exception {
    HttpResponse<String> head = ask("HEAD", "/live/video_feed", Optional.empty());

    assertThat(head.statusCode()).isEqualTo(200);
    assertThat(head.version()).isEqualTo(HttpClient.Version.HTTP_2);
    assertThat(head.headers().firstValue("connection")).isEmpty();
  }

  /** The connection on which the first request came became the one of HTTP/2. */
  private static boolean isUpgraded(HttpConnection connection) {
    return connection.getClass().getSimpleName().startsWith("Http1");
  }

  private HttpResponse<String> ask(String method, String path, Optional<Endless> body)
      throws Exception {
    HttpRequest.BodyPublisher sent =
        body.map(BodyPublishers::fromPublisher).orElse(BodyPublishers.noBody());
    HttpRequest request =
        request(path)
            .header("Content-Type", "application/json")
            .timeout(PATIENCE)
            .method(method, sent)
            .build();
    return client.send(request, BodyHandlers.ofString());
  }

  private HttpRequest.Builder request(String path) {
    return HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path));
  }

  private static String errorCode(HttpResponse<String> answer) {
    return new JsonObject(answer.body()).getJsonObject("error").getString("code");
  }

  private static void readFor(Duration time, InputStream stream) throws IOException {
    long end = System.nanoTime() + time.toNanos();
    while (System.nanoTime() < end) {
      assertThat(stream.readNBytes(1000)).hasSize(1000);
    }
  }

  /** Sends on for as long as somebody takes it. */
  private static final class Endless implements Flow.Publisher<ByteBuffer> {
    private final AtomicLong sent = new AtomicLong();

    @Override
    public void subscribe(Flow.Subscriber<? super ByteBuffer> subscriber) {
      subscriber.onSubscribe(
          new Flow.Subscription() {
            @Override
            public void request(long n) {
              for (long i = 0; i < Math.min(n, 10); i++) {
                sent.incrementAndGet();
                subscriber.onNext(ByteBuffer.allocate(4096));
              }
            }

            @Override
            public void cancel() {}
          });
    }
  }
}
