package io.zoetrope.web.stream;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.vertx.core.Vertx;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.Router;
import io.zoetrope.core.fixture.Hostility;
import io.zoetrope.core.fixture.UnstartableThread;
import io.zoetrope.web.http.OffLoop;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpClient.Version;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Producers of a program that do what they should not: each harms its own answer only. */
class HostileProducersIT {
  private static final Duration PATIENCE = Duration.ofMinutes(1);
  private static final byte[] MUCH = new byte[200_000];

  private final Vertx vertx = Vertx.vertx();
  private final HttpClient client = HttpClient.newHttpClient();
  private final Router router = Router.router(vertx);
  private final CountDownLatch hanging = new CountDownLatch(1);
  private final CountDownLatch released = new CountDownLatch(1);
  private final StreamedResponses responses = new StreamedResponses(2, PATIENCE);
  private int port;

  @BeforeEach
  void start() throws Exception {
    serve("/good", responses, out -> out.write(text("good")));
    serve("/fails", responses, _ -> fail());
    serve(
        "/breaks",
        responses,
        out -> {
          out.write(MUCH);
          fail();
        });
    serve(
        "/injects",
        responses,
        out -> {
          out.header("x-note", "one\r\nx-other: two");
          out.write(MUCH);
        });
    serve(
        "/hangs",
        responses,
        out -> {
          out.write(MUCH);
          hanging.countDown();
          released.await();
        });
    serve("/asks", responses, out -> out.write(text("asked: " + get(Version.HTTP_1_1, "/good"))));
    OffLoop.Meaning senseless =
        _ -> {
          throw new NoClassDefFoundError("org/example/Gone");
        };
    serve(
        "/senseless",
        new StreamedResponses(2, PATIENCE, senseless),
        _ -> {
          throw new IOException("thrown by a test");
        });
    serve(
        "/starved",
        new StreamedResponses(2, PATIENCE, _ -> null, _ -> new UnstartableThread(), false),
        out -> out.write(text("good")));
    port =
        vertx
            .createHttpServer()
            .requestHandler(router)
            .listen(0, "127.0.0.1")
            .await(1, TimeUnit.MINUTES)
            .actualPort();
  }

  @AfterEach
  void stop() throws Exception {
    released.countDown();
    client.shutdownNow();
    vertx.close().await(1, TimeUnit.MINUTES);
  }

  @ParameterizedTest
  @EnumSource
  void anErrorBeforeTheFirstByteAnswers500(Version version) throws Exception {
    for (int request = 0; request < 3; request++) {
      assertFault(send(version, "/fails"));
    }
    assertTheNextIsServed(version);
  }

  @ParameterizedTest
  @EnumSource
  void aMeaningThatThrowsAnswers500(Version version) throws Exception {
    for (int request = 0; request < 3; request++) {
      assertFault(send(version, "/senseless"));
    }
  }

  @ParameterizedTest
  @EnumSource
  void anErrorHalfwayCutsTheAnswerOff(Version version) throws Exception {
    for (int request = 0; request < 3; request++) {
      assertThatThrownBy(() -> send(version, "/breaks")).isInstanceOf(IOException.class);
    }
    assertTheNextIsServed(version);
  }

  @ParameterizedTest
  @EnumSource
  void aThreadThatCannotStartLeavesItsSlotFree(Version version) throws Exception {
    for (int request = 0; request < 3; request++) {
      assertThat(send(version, "/starved").statusCode()).isEqualTo(503);
    }
  }

  /** The head fails on the event loop, where the producer would not hear of it. */
  @ParameterizedTest
  @EnumSource
  void anInvalidHeaderAnswers500(Version version) throws Exception {
    for (int request = 0; request < 3; request++) {
      assertThat(send(version, "/injects").statusCode()).isEqualTo(500);
    }
    assertTheNextIsServed(version);
  }

  @ParameterizedTest
  @EnumSource
  void aHangingProducerLeavesTheOtherSlotFree(Version version) throws Exception {
    var hung = client.sendAsync(request(version, "/hangs"), BodyHandlers.ofString());
    assertThat(hanging.await(PATIENCE.toSeconds(), TimeUnit.SECONDS)).isTrue();

    assertThat(get(version, "/good")).isEqualTo("good");

    released.countDown();
    assertThat(hung.get(PATIENCE.toSeconds(), TimeUnit.SECONDS).body()).hasSize(MUCH.length);
    assertTheNextIsServed(version);
  }

  /** As many as there are processors, each of which virtual threads would have had. */
  @ParameterizedTest
  @EnumSource
  void endlessLoopsDoNotBlockOtherAnswers(Version version) throws Exception {
    int loops = Runtime.getRuntime().availableProcessors();
    try (Hostility spins = new Hostility(Hostility.Kind.SPINS)) {
      serve("/spins", new StreamedResponses(loops, PATIENCE), _ -> spins.act());
      for (int loop = 0; loop < loops; loop++) {
        var _ = client.sendAsync(request(version, "/spins"), BodyHandlers.ofString());
      }
      await().atMost(PATIENCE).until(() -> spins.hanging() == loops);

      assertThat(get(version, "/good")).isEqualTo("good");
    }
    assertTheNextIsServed(version);
  }

  @ParameterizedTest
  @EnumSource
  void aProducerCanRequestAnotherAnswer(Version version) throws Exception {
    assertThat(get(version, "/asks")).isEqualTo("asked: good");
    assertTheNextIsServed(version);
  }

  private void serve(String path, StreamedResponses sending, Producer producer) {
    router
        .get(path)
        .handler(context -> sending.send(context, StreamedResponse.of("text/plain", producer)));
  }

  private void assertTheNextIsServed(Version version) throws Exception {
    assertThat(get(version, "/good")).isEqualTo("good");
    await().atMost(PATIENCE).until(() -> responses.open() == 0);
  }

  private static void assertFault(HttpResponse<String> answer) {
    assertThat(answer.statusCode()).isEqualTo(500);
    assertThat(new JsonObject(answer.body()).getJsonObject("error").getString("code"))
        .isEqualTo("internal_error");
  }

  private static void fail() {
    throw new NoClassDefFoundError("org/example/Gone");
  }

  private static byte[] text(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  private String get(Version version, String path) throws Exception {
    return send(version, path).body();
  }

  private HttpResponse<String> send(Version version, String path) throws Exception {
    return client.send(request(version, path), BodyHandlers.ofString());
  }

  private HttpRequest request(Version version, String path) {
    return HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path))
        .version(version)
        .timeout(PATIENCE)
        .build();
  }
}
