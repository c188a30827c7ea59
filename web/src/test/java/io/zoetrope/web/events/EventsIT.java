package io.zoetrope.web.events;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.zoetrope.tasks.Task;
import io.zoetrope.web.events.EventClient.Event;
import io.zoetrope.web.fixture.Answer;
import io.zoetrope.web.fixture.FakeTasks;
import io.zoetrope.web.fixture.RawClient;
import java.io.BufferedReader;
import java.io.InputStreamReader;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Locale;
import org.junit.jupiter.api.Test;

/** Server-sent events: each sent once to whoever listens, and resumed where they were left. */
class EventsIT extends EventsFixture {
  private static final Duration PATIENCE = Duration.ofMinutes(1);

  @Test
  void sendsEventsOfTasksAndAllOthers() throws Exception {
    try (EventClient client = EventClient.listening(pair, "/api/events")) {
      assertThat(client.head())
          .contains("200 OK")
          .contains("text/event-stream; charset=utf-8")
          .contains("no-store")
          .contains("x-accel-buffering: no")
          .doesNotContain("transfer-encoding");
      client.start();

      Task task = work.submit("snapshot");
      Event first = client.event();
      assertThat(first.name()).isEqualTo("task");
      assertThat(first.json().path("id").asString()).isEqualTo(task.id());
      assertThat(first.json().path("state").asString()).isEqualTo("queued");
      work.events()
          .publish(FakeTasks.json("{\"at\":\"now\",\"type\":\"camera\",\"camera\":\"dö\\nor\"}"));
      Event second = client.event();
      assertThat(second.name()).isEqualTo("camera");
      assertThat(second.json().path("camera").asString()).isEqualTo("dö\nor");
      assertThat(second.id()).isEqualTo(work.events().newest().toString());
    }
  }

  @Test
  void isNotCompressedSoThatEachEventLeavesAtOnce() throws Exception {
    RawClient client = pair.connect().get("/api/events", "Accept-Encoding: gzip");

    assertThat(client.readHead().toLowerCase(Locale.ROOT)).doesNotContain("content-encoding");
  }

  @Test
  void anEndedStreamFreesItsPlace() throws Exception {
    work.events().close(); // From here on every stream ends with its first look.
    for (int n = 0; n < 4_001; n++) {
      try (RawClient client = RawClient.connect(pair.port())) {
        assertThat(client.get("/api/events").readToEnd()).startsWith("HTTP/1.1 200 ");
      }
    }
    await().atMost(PATIENCE).until(() -> events.subscribers() == 0);
  }

  @Test
  void sendsOnlyTheRequestedTypes() throws Exception {
    try (EventClient client = EventClient.listening(pair, "/api/events?types=camera,viewers")) {
      client.start();
      work.submit("snapshot");
      work.events().publish(FakeTasks.json("{\"type\":\"viewers\",\"viewers\":3}"));
      work.events().publish(FakeTasks.json("[1]"));
      work.events().publish(FakeTasks.json("{\"type\":\"camera\\nevent: task\"}"));
      work.events().publish(FakeTasks.json("{\"type\":\"camera\"}"));

      assertThat(client.event().name()).isEqualTo("viewers");
      assertThat(client.event().data()).isEqualTo("{\"type\":\"camera\"}");
    }
  }

  @Test
  void sendsEventsOfWebhookTasksOnlyOnRequest() throws Exception {
    try (EventClient usual = EventClient.listening(pair, "/api/events");
        EventClient ended =
            EventClient.listening(pair, "/api/events?types=task.ended,camera.trouble");
        EventClient posts =
            EventClient.listening(pair, "/api/events?types=task.ended&tasks=webhook-*")) {
      usual.start();
      ended.start();
      posts.start();
      work.events()
          .publish(FakeTasks.json("{\"type\":\"task\",\"kind\":\"webhook-home\",\"n\":1}"));
      work.events()
          .publish(FakeTasks.json("{\"type\":\"task.ended\",\"kind\":\"webhook-home\",\"n\":2}"));
      work.events().publish(FakeTasks.json("{\"type\":\"task\",\"kind\":\"clip\",\"n\":3}"));
      work.events().publish(FakeTasks.json("{\"type\":\"task.ended\",\"kind\":\"clip\",\"n\":4}"));
      work.events()
          .publish(FakeTasks.json("{\"type\":\"camera.trouble\",\"kind\":\"webhook-x\",\"n\":5}"));

      assertThat(usual.event().data()).contains("\"n\":3");
      assertThat(usual.event().data()).contains("\"n\":4");
      assertThat(usual.event().data()).contains("\"n\":5");
      Event clip = ended.event();
      assertThat(clip.name()).isEqualTo("task.ended");
      assertThat(clip.data()).contains("\"n\":4");
      assertThat(ended.event().name()).isEqualTo("camera.trouble");
      assertThat(posts.event().data()).contains("\"n\":2");
    }
  }

  @Test
  void sendsHeartbeats() throws Exception {
    try (EventClient client = EventClient.listening(pair, "/api/events")) {
      client.start();
      assertThat(client.block()).isEqualTo(new Event("", "", ""));
      assertThat(client.block()).isEqualTo(new Event("", "", ""));
      publish(1, 2);
      assertThat(client.event().number()).isEqualTo(1);
    }
  }

  @Test
  void anOrdinaryHttpClientReceivesEvents() throws Exception {
    try (HttpClient client = HttpClient.newHttpClient()) {
      var response =
          client.send(
              HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + pair.port() + "/api/events"))
                  .build(),
              HttpResponse.BodyHandlers.ofInputStream());
      try (BufferedReader lines =
          new BufferedReader(new InputStreamReader(response.body(), StandardCharsets.UTF_8))) {
        assertThat(lines.readLine()).isEqualTo("retry: 2000");
        publish(7, 8);
        assertThat(lines.lines().filter(line -> line.startsWith("data:")).findFirst())
            .hasValueSatisfying(line -> assertThat(line).contains("\"n\":7"));
      }
    }
  }

  @Test
  void headSubscribesToNothing() throws Exception {
    Answer answer = pair.ask("HEAD", "/api/events", "Connection: close");

    assertThat(answer.status()).isEqualTo(200);
    assertThat(answer.header("Content-Type")).contains("text/event-stream; charset=utf-8");
    assertThat(pair.ask("DELETE", "/api/events").status()).isEqualTo(405);
  }

  @Test
  void endsWithTheServer() throws Exception {
    EventClient client = EventClient.listening(pair, "/api/events");
    client.start();

    pair.stopServer();

    client.client().readToEnd();
    await().atMost(PATIENCE).until(() -> events.subscribers() == 0);
  }
}
