package io.zoetrope.web.connection;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.Future;
import io.vertx.core.VerticleBase;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerRequest;
import io.zoetrope.web.fixture.Answer;
import io.zoetrope.web.fixture.RawClient;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Handlers that fail where no router sees it end their own request, and no other. */
class LostFailuresIT {
  private final AtomicInteger port = new AtomicInteger();
  private Vertx vertx;

  @BeforeEach
  void start() throws Exception {
    LostFailures.prepare();
    vertx = Vertx.vertx();
    wait(vertx.deployVerticle(new Failing()));
  }

  @AfterEach
  void stop() throws Exception {
    wait(vertx.close());
  }

  @Test
  void aTimerThatFailsIsAnsweredWith500() throws Exception {
    try (RawClient client = RawClient.connect(port.get());
        RawClient other = RawClient.connect(port.get())) {
      other.get("/later");
      Answer answer = client.get("/timer").readAnswer();

      assertThat(answer.status()).isEqualTo(500);
      assertThat(answer.errorCode()).isEqualTo("internal_error");
      assertThat(client.readToEnd()).isEmpty();
      assertThat(other.readAnswer().text()).isEqualTo("all is well");
    }
  }

  @Test
  void aBodyHandlerThatFailsIsAnsweredWith500() throws Exception {
    try (RawClient client = RawClient.connect(port.get())) {
      client.request("POST", "/body", "Content-Length: 3").send("abc");

      assertThat(client.readAnswer().errorCode()).isEqualTo("internal_error");
    }
  }

  @Test
  void anAnswerThatHasBegunIsCutOff() throws Exception {
    try (RawClient client = RawClient.connect(port.get())) {
      String answer = client.get("/half").readToEnd();

      assertThat(answer).contains("half").doesNotEndWith("0\r\n\r\n");
    }
  }

  private static void wait(Future<?> future) throws Exception {
    future.toCompletionStage().toCompletableFuture().get(1, TimeUnit.MINUTES);
  }

  private final class Failing extends VerticleBase {
    @Override
    public Future<HttpServer> start() {
      LostFailures.catchOn(context);
      return vertx
          .createHttpServer()
          .requestHandler(this::serve)
          .listen(0)
          .onSuccess(server -> port.set(server.actualPort()));
    }

    private void serve(HttpServerRequest request) {
      LostFailures.remember(request);
      switch (String.valueOf(request.path())) {
        case "/timer" -> vertx.setTimer(1, _ -> fail());
        case "/later" -> vertx.setTimer(500, _ -> request.response().end("all is well"));
        case "/half" -> {
          var _ = request.response().setChunked(true).write("half");
          vertx.setTimer(50, _ -> fail());
        }
        default -> request.handler(_ -> fail());
      }
    }

    private void fail() {
      throw new IllegalStateException("thrown by a test");
    }
  }
}
