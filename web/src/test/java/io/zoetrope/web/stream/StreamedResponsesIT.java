package io.zoetrope.web.stream;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServer;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.Router;
import io.zoetrope.web.http.RefusedException;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpClient.Version;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Streamed answers from a router that is none of Zoetrope's, over HTTP/1.1 and HTTP/2. */
class StreamedResponsesIT {
  private static final Duration PATIENCE = Duration.ofMinutes(1);
  private static final byte[] LINE = "All work and no play\n".getBytes(StandardCharsets.UTF_8);
  private static final int LINES = 20_000;

  private final Vertx vertx = Vertx.vertx();
  private final HttpClient client = HttpClient.newHttpClient();
  private final StreamedResponses responses =
      new StreamedResponses(
          2,
          Duration.ofSeconds(30),
          failure ->
              failure instanceof IOException
                  ? new RefusedException(410, "gone", String.valueOf(failure.getMessage()))
                  : null);
  private final CompletableFuture<Exception> ended = new CompletableFuture<>();
  private int port;

  @BeforeEach
  void start() throws Exception {
    Router router = Router.router(vertx);
    serve(router, "/lines", out -> write(out, LINES));
    serve(
        router,
        "/endless",
        out -> {
          try {
            write(out, Integer.MAX_VALUE);
          } catch (Exception e) {
            ended.complete(e);
            throw e;
          }
        });
    serve(
        router,
        "/breaks",
        out -> {
          write(out, LINES);
          throw new IOException("It broke.");
        });
    serve(
        router,
        "/refused",
        out -> {
          write(out, 10);
          throw new IOException("It is gone.");
        });
    serve(
        router,
        "/faulty",
        out -> {
          throw new IllegalStateException("secret");
        });
    serve(
        router,
        "/late",
        out -> {
          out.flush();
          out.header("x-first", "1");
          out.write(LINE);
          out.flush();
          assertThatThrownBy(() -> out.header("x-late", "1"))
              .isInstanceOf(IllegalStateException.class);
        });
    HttpServer server =
        vertx
            .createHttpServer()
            .requestHandler(router)
            .listen(0, "127.0.0.1")
            .toCompletionStage()
            .toCompletableFuture()
            .get(1, TimeUnit.MINUTES);
    port = server.actualPort();
  }

  @AfterEach
  void stop() throws Exception {
    client.close();
    vertx.close().toCompletionStage().toCompletableFuture().get(1, TimeUnit.MINUTES);
  }

  @ParameterizedTest
  @EnumSource
  void arrivesWhole(Version version) throws Exception {
    HttpResponse<String> answer = get(version, "/lines");

    assertThat(answer.version()).isEqualTo(version);
    assertThat(answer.body()).hasLineCount(LINES);
    assertThat(answer.headers().firstValue("content-type")).contains("text/plain");
    await().atMost(PATIENCE).until(() -> responses.open() == 0);
  }

  @ParameterizedTest
  @EnumSource
  void aBrokenAnswerIsCutOff(Version version) {
    assertThatThrownBy(() -> get(version, "/breaks")).isInstanceOf(IOException.class);
  }

  @ParameterizedTest
  @EnumSource
  void aClientThatLeavesEndsIt(Version version) throws Exception {
    HttpRequest request = request(version, "/endless");
    try (var body = client.send(request, BodyHandlers.ofInputStream()).body()) {
      assertThat(body.readNBytes(100_000)).hasSize(100_000);
    }

    assertThat(ended.get(PATIENCE.toSeconds(), TimeUnit.SECONDS))
        .isInstanceOf(ClientGoneException.class);
    await().atMost(PATIENCE).until(() -> responses.open() == 0);
  }

  @ParameterizedTest
  @EnumSource
  void aFailureBeforeTheFirstByteIsAnswered(Version version) throws Exception {
    HttpResponse<String> refused = get(version, "/refused");
    assertThat(refused.statusCode()).isEqualTo(410);
    assertThat(new JsonObject(refused.body()).getJsonObject("error").getString("message"))
        .isEqualTo("It is gone.");

    HttpResponse<String> faulty = get(version, "/faulty");
    assertThat(faulty.statusCode()).isEqualTo(500);
    assertThat(faulty.body()).doesNotContain("secret");
  }

  @Test
  void headersCanBeSetUntilTheFirstBytesLeave() throws Exception {
    HttpResponse<String> answer = get(Version.HTTP_1_1, "/late");

    assertThat(answer.headers().firstValue("x-first")).contains("1");
    assertThat(answer.body()).hasLineCount(1);
  }

  private void serve(Router router, String path, Producer producer) {
    router
        .get(path)
        .handler(context -> responses.send(context, StreamedResponse.of("text/plain", producer)));
  }

  private static void write(ResponseBody out, int lines) throws IOException {
    for (int n = 0; n < lines; n++) {
      out.write(LINE);
    }
  }

  private HttpResponse<String> get(Version version, String path) throws Exception {
    return client.send(request(version, path), BodyHandlers.ofString());
  }

  private HttpRequest request(Version version, String path) {
    return HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path))
        .version(version)
        .timeout(PATIENCE)
        .build();
  }
}
