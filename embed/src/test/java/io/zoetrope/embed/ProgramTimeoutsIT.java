package io.zoetrope.embed;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.vertx.core.Vertx;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.handler.TimeoutHandler;
import io.zoetrope.core.fixture.Pictures;
import io.zoetrope.web.fixture.Answer;
import io.zoetrope.web.fixture.RawClient;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A program's time-out answers in place of the cameras' routes, which then keep nothing. */
class ProgramTimeoutsIT {
  /** Shorter than any time-out of ours. */
  private static final Duration SOON = Duration.ofSeconds(5);

  private final Vertx vertx = Vertx.vertx();
  private final HttpClient client = HttpClient.newHttpClient();
  private final MailboxDriver mailbox = new MailboxDriver(MailboxDriver.Trouble.NONE);
  private final LiveCameras cameras =
      LiveCameras.builder()
          .linger(Duration.ZERO)
          .jpegs("plot", 50, () -> Pictures.numbered(1))
          .jpegs(
              "dark",
              50,
              () -> {
                new CountDownLatch(1).await();
                throw new AssertionError();
              })
          .driver(mailbox)
          .camera("phone", "mailbox:")
          .build();
  private int port;

  @BeforeEach
  void start() throws Exception {
    Router router = Router.router(vertx);
    router.route().handler(TimeoutHandler.create(300));
    cameras.addTo(router, "/");
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
    client.shutdownNow();
    cameras.close();
    vertx.close().await(1, TimeUnit.MINUTES);
  }

  @Test
  void aTimeOutEndsTheWaitForASnapshot() throws Exception {
    try (RawClient one = RawClient.connect(port)) {
      Answer answer = one.get("/cameras/dark/snapshot.jpg").readAnswer();

      assertThat(answer.status()).isEqualTo(503);
      await().atMost(SOON).until(() -> viewers("dark") == 0);
    }
  }

  @Test
  void aTimeOutEndsAnHttp2StreamButNotItsConnection() throws Exception {
    client.send(request("/healthz"), BodyHandlers.discarding());
    HttpResponse<InputStream> stream =
        client.send(request("/video_feed"), BodyHandlers.ofInputStream());
    assertThat(stream.version()).isEqualTo(HttpClient.Version.HTTP_2);

    assertThatThrownBy(() -> stream.body().readAllBytes()).isInstanceOf(IOException.class);

    await().atMost(SOON).until(() -> viewers("plot") == 0);
    assertThat(client.send(request("/healthz"), BodyHandlers.discarding()).statusCode())
        .isEqualTo(200);
  }

  @Test
  void aTimeOutEndsAPublicationWhoseSenderContinues() throws Exception {
    try (RawClient phone = RawClient.connect(port)) {
      phone.request("POST", "/cameras/phone/publish", "Content-Length: 1000000");
      phone.send("first");
      assertThat(phone.readAnswer().status()).isEqualTo(503);
      phone.send("second");
      assertThat(mailbox.open().get()).isEqualTo(1);
    }
    await().atMost(SOON).until(() -> mailbox.open().get() == 0);
  }

  private int viewers(String id) {
    return cameras.cameras().find(id).orElseThrow().stream().viewers();
  }

  private HttpRequest request(String path) {
    return HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path)).build();
  }
}
