package io.zoetrope.web.stream;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.vertx.core.Vertx;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import io.vertx.ext.web.handler.TimeoutHandler;
import io.zoetrope.web.fixture.RawClient;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpClient.Version;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Streamed answers that another handler of the program's ends: the producer gives all back. */
class EndedByOthersIT {
  private static final Duration PATIENCE = Duration.ofMinutes(1);
  private static final byte[] LINE = new byte[1000];

  private final Vertx vertx = Vertx.vertx();
  private final HttpClient client = HttpClient.newHttpClient();
  private final StreamedResponses responses = new StreamedResponses(2, PATIENCE);
  private final AtomicInteger cursors = new AtomicInteger();
  private final Router router = Router.router(vertx);
  private int port;

  @AfterEach
  void stop() throws Exception {
    client.shutdownNow();
    vertx.close().await(1, TimeUnit.MINUTES);
  }

  @ParameterizedTest
  @EnumSource
  void aWaitingProducerEndsWithTheProgramsTimeOut(Version version) throws Exception {
    router.route().handler(TimeoutHandler.create(200));
    serve(_ -> {}, out -> new CountDownLatch(1).await());

    assertThat(get(version).statusCode()).isEqualTo(503);

    assertNothingIsKept();
  }

  /** What has begun cannot become a 503 any more: the client sees that it is not whole. */
  @ParameterizedTest
  @EnumSource
  void aWritingProducerEndsWithTheProgramsTimeOut(Version version) throws Exception {
    router.route().handler(TimeoutHandler.create(200));
    serve(_ -> {}, EndedByOthersIT::writeOnAndOn);

    assertThat(whole(version)).isFalse();

    assertNothingIsKept();
  }

  @ParameterizedTest
  @EnumSource
  void aResponseByTheProgramEndsTheProducer(Version version) throws Exception {
    serve(
        context -> later(() -> context.response().setStatusCode(418).end("mine")),
        out -> new CountDownLatch(1).await());

    assertThat(get(version).statusCode()).isEqualTo(418);

    assertNothingIsKept();
  }

  @ParameterizedTest
  @EnumSource
  void aFailedContextEndsTheProducer(Version version) throws Exception {
    serve(context -> later(() -> context.fail(502)), out -> new CountDownLatch(1).await());

    assertThat(get(version).statusCode()).isEqualTo(502);

    assertNothingIsKept();
  }

  @ParameterizedTest
  @EnumSource
  void aResetResponseEndsTheProducer(Version version) throws Exception {
    serve(context -> later(() -> context.response().reset(2)), EndedByOthersIT::writeOnAndOn);

    assertThat(whole(version)).isFalse();

    assertNothingIsKept();
  }

  @ParameterizedTest
  @EnumSource
  void closingTheConnectionEndsTheProducer(Version version) throws Exception {
    serve(
        context -> later(() -> context.request().connection().close()),
        out -> new CountDownLatch(1).await());

    assertThat(whole(version)).isFalse();

    assertNothingIsKept();
  }

  @Test
  void nothingIsProducedForAResponseThatHasEnded() throws Exception {
    serve(context -> context.response().end("mine"), out -> new CountDownLatch(1).await());

    assertThat(get(Version.HTTP_1_1).body()).isEqualTo("mine");

    assertNothingIsKept();
  }

  @Test
  void theConnectionServesTheNextRequest() throws Exception {
    router.route().handler(TimeoutHandler.create(200));
    router.get("/more").handler(context -> context.response().end("more"));
    serve(_ -> {}, out -> new CountDownLatch(1).await());
    try (RawClient one = RawClient.connect(port)) {
      assertThat(one.get("/").readAnswer().status()).isEqualTo(503);
      assertThat(one.get("/more").readAnswer().text()).isEqualTo("more");
    }
    assertNothingIsKept();
  }

  /** A producer with a cursor, which it closes as it should. */
  private void serve(Consumer<RoutingContext> also, Producer producer) throws Exception {
    router
        .get("/")
        .handler(context -> {
          also.accept(context);
          responses.send(
              context,
              StreamedResponse.of(
                  "text/plain",
                  out -> {
                    cursors.incrementAndGet();
                    try {
                      producer.produce(out);
                    } finally {
                      cursors.decrementAndGet();
                    }
                  }));
        });
    port =
        vertx
            .createHttpServer()
            .requestHandler(router)
            .listen(0, "127.0.0.1")
            .await(1, TimeUnit.MINUTES)
            .actualPort();
  }

  private void later(Runnable action) {
    vertx.setTimer(200, _ -> action.run());
  }

  private static void writeOnAndOn(ResponseBody out) throws IOException {
    while (true) {
      out.write(LINE);
      out.flush();
    }
  }

  private void assertNothingIsKept() {
    await()
        .atMost(PATIENCE)
        .untilAsserted(() -> {
          assertThat(responses.open()).isZero();
          assertThat(cursors.get()).isZero();
        });
  }

  private boolean whole(Version version) throws Exception {
    try {
      HttpRequest request = request(version);
      client.send(request, BodyHandlers.discarding());
      return true;
    } catch (IOException e) {
      return false;
    }
  }

  private HttpResponse<String> get(Version version) throws Exception {
    return client.send(request(version), BodyHandlers.ofString());
  }

  private HttpRequest request(Version version) {
    return HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + "/"))
        .version(version)
        .timeout(PATIENCE)
        .build();
  }
}
