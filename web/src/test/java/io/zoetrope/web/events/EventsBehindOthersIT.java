package io.zoetrope.web.events;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.vertx.core.Vertx;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.handler.TimeoutHandler;
import io.zoetrope.tasks.topic.RingTopic;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpClient.Version;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Events in a router with other handlers, which may end the response. */
class EventsBehindOthersIT {
  private static final Duration PATIENCE = Duration.ofMinutes(1);

  private final Vertx vertx = Vertx.vertx();
  private final HttpClient client = HttpClient.newHttpClient();
  private final CountedTopic topic = new CountedTopic(new RingTopic(10, InstantSource.system()));
  private final Router router = Router.router(vertx);
  private int port;

  @AfterEach
  void stop() throws Exception {
    client.shutdownNow();
    vertx.close().await(1, TimeUnit.MINUTES);
    topic.close();
  }

  @ParameterizedTest
  @EnumSource
  void anotherHandlersTimeOutEndsTheSubscription(Version version) throws Exception {
    router.route().handler(TimeoutHandler.create(300));
    listen();
    HttpResponse<InputStream> events = send(version);

    assertThatThrownBy(() -> events.body().readAllBytes()).isInstanceOf(IOException.class);

    await().atMost(PATIENCE).until(() -> topic.subscribers() == 0);
  }

  @ParameterizedTest
  @EnumSource
  void anotherHandlerThatEndsTheResponseEndsTheSubscription(Version version) throws Exception {
    router
        .route()
        .handler(context -> {
          vertx.setTimer(300, _ -> context.response().end());
          context.next();
        });
    listen();
    HttpResponse<InputStream> events = send(version);

    assertThat(new String(events.body().readAllBytes(), StandardCharsets.UTF_8))
        .startsWith("retry:");

    await().atMost(PATIENCE).until(() -> topic.subscribers() == 0);
  }

  private HttpResponse<InputStream> send(Version version) throws Exception {
    HttpRequest request =
        HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + "/api/events"))
            .version(version)
            .timeout(PATIENCE)
            .build();
    HttpResponse<InputStream> answer = client.send(request, BodyHandlers.ofInputStream());
    assertThat(answer.statusCode()).isEqualTo(200);
    assertThat(answer.version()).isEqualTo(version);
    return answer;
  }

  private void listen() throws Exception {
    new EventRoutes(new EventSource(topic, Optional.empty()), Duration.ofSeconds(10), PATIENCE)
        .addTo(router);
    port =
        vertx
            .createHttpServer()
            .requestHandler(router)
            .listen(0, "127.0.0.1")
            .await(1, TimeUnit.MINUTES)
            .actualPort();
  }
}
