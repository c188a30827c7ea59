package io.zoetrope.web.tasks;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.json.JsonObject;
import io.zoetrope.tasks.Priority;
import io.zoetrope.tasks.Task;
import io.zoetrope.tasks.TaskFilter;
import io.zoetrope.web.connection.Timeouts;
import io.zoetrope.web.fixture.Answer;
import io.zoetrope.web.fixture.FakeTasks;
import io.zoetrope.web.fixture.ServerPair;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Tasks are submitted over HTTP, or it is said why not. */
class SubmitIT {
  private static final String SNAPSHOT =
      "{\"kind\":\"snapshot\",\"payload\":{\"camera\":\"door\"}}";
  private static final int CAPACITY = 3;

  @TempDir private Path folder;
  private FakeTasks work;
  private ServerPair pair;

  @BeforeEach
  void start() throws Exception {
    work = new FakeTasks(folder, CAPACITY, 100);
    pair = ServerPair.working(Timeouts.STANDARD, work.content(), "door");
  }

  @AfterEach
  void stop() throws Exception {
    pair.close();
    work.close();
  }

  @Test
  void aSubmittedTaskIsQueuedAndFoundAtItsAddress() throws Exception {
    Answer answer = Asking.post(pair, SNAPSHOT);

    assertThat(answer.status()).isEqualTo(202);
    String id = answer.json().getString("id");
    assertThat(answer.header("Location")).contains("tasks/" + id);
    JsonObject task = pair.get("/api/tasks/" + id).json();
    assertThat(task)
        .isEqualTo(
            new JsonObject(
                """
                {"id": "%s", "kind": "snapshot", "payload": {"camera": "door"},
                 "state": "queued", "priority": "normal", "attempt": 0, "attempts": 3,
                 "percent": 0, "note": "", "submitted": "%s"}
                """
                    .formatted(id, Instant.parse(task.getString("submitted")))));
  }

  @Test
  void acceptsOptions() throws Exception {
    Answer answer =
        Asking.post(
            pair,
            """
            {"kind": "clip", "payload": {"camera": "door", "seconds": 2.5},
             "options": {"delay": "1h", "priority": "high", "deadline": "2h", "attempts": 7,
                         "idempotencyKey": "one", "keep": "30d"}}
            """);

    Task task = work.queue().find(answer.json().getString("id")).orElseThrow();
    assertThat(task.payload().path("seconds").asDouble()).isEqualTo(2.5);
    assertThat(task.priority()).isEqualTo(Priority.HIGH);
    assertThat(task.attempts()).isEqualTo(7);
    assertThat(task.idempotencyKey()).contains("one");
    assertThat(Duration.between(task.submitted(), task.notBefore())).isEqualTo(Duration.ofHours(1));
    assertThat(Duration.between(task.submitted(), task.deadline().orElseThrow()))
        .isBetween(Duration.ofMinutes(119), Duration.ofMinutes(121));
    assertThat(answer.json().getString("notBefore")).isEqualTo(task.notBefore().toString());
    assertThat(answer.json().getInstant("deadline")).isEqualTo(task.deadline().orElseThrow());
  }

  @Test
  void theSameKeyIsTheSameTask() throws Exception {
    String keyed = SNAPSHOT.replace("}}", "},\"options\":{\"idempotencyKey\":\"night 12\"}}");

    String first = Asking.post(pair, keyed).json().getString("id");

    assertThat(Asking.post(pair, keyed).json().getString("id")).isEqualTo(first);
    assertThat(work.queue().list(TaskFilter.ALL)).hasSize(1);
  }

  @ParameterizedTest
  @ValueSource(ints = {100, 101, 499, 500, 501, 600, 990})
  void aPayloadThatIsNestedTooDeeplyIsRefused(int levels) throws Exception {
    Answer answer = Asking.post(pair, nested(levels));

    assertThat(answer.status()).isEqualTo(400);
    assertThat(answer.errorCode()).isEqualTo("bad_payload");
    assertThat(answer.errorMessage())
        .isEqualTo("The payload of a task is nested at most 100 levels deep: this one is deeper.");
  }

  @Test
  void aPayloadBeyondTheParsersLimitIsRefused() throws Exception {
    assertThat(Asking.post(pair, nested(5_000)).errorCode()).isEqualTo("bad_json");
  }

  @Test
  void aPayloadNestedToTheLimitIsShownAgain() throws Exception {
    Answer answer = Asking.post(pair, nested(99));

    assertThat(answer.status()).isEqualTo(202);
    assertThat(pair.get("/api/tasks").json().getJsonArray("tasks")).hasSize(1);
  }

  /** A payload that has so many arrays in it, one within the other. */
  private static String nested(int arrays) {
    return "{\"kind\":\"snapshot\",\"payload\":{\"camera\":\"door\",\"x\":"
        + "[".repeat(arrays)
        + "]".repeat(arrays)
        + "}}";
  }

  @Test
  void aFullQueueSaysWhenToTryAgain() throws Exception {
    for (int n = 0; n < CAPACITY; n++) {
      assertThat(Asking.post(pair, SNAPSHOT).status()).isEqualTo(202);
    }

    Answer answer = Asking.post(pair, SNAPSHOT);

    assertThat(answer.status()).isEqualTo(503);
    assertThat(answer.errorCode()).isEqualTo("queue_full");
    assertThat(answer.errorMessage())
        .isEqualTo("The queue is full: 3 tasks wait. Try again later.");
    assertThat(answer.header("Retry-After")).contains("5");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          {}                                  | kind is one of: clip, snapshot, timelapse; this was nothing.
          {"kind": "webhook"}                 | kind is one of: clip, snapshot, timelapse; this was "webhook".
          {"kind": "clip"}                    | A clip needs a camera.
          {"kind": "clip", "payload": "door"} | payload is a JSON object; this was "door".
          {"kind": "clip", "payload": null}   | payload is a JSON object; this was nothing.
          {"kind": "clip", "camera": "door"}  | A task has kind, options, payload, not "camera".
          {"options": {"retries": 1}}         | The options are attempts, deadline, delay, idempotencyKey, keep, priority, not "retries".
          {"options": {"delay": "soon"}}      | delay is a duration such as 10s, 2m, 1h or 7d, at most 365d; this was "soon".
          {"options": {"keep": "366d"}}       | keep is a duration such as 10s, 2m, 1h or 7d, at most 365d; this was "366d".
          {"options": {"deadline": "2020-01-01T00:00:00Z"}} | deadline is a time to come such as 2026-11-22T06:00:00Z, or a duration such as 10m; this was "2020-01-01T00:00:00Z".
          {"options": {"priority": "urgent"}} | priority is high, normal or low; this was "urgent".
          {"options": {"attempts": 1.5}}      | attempts is a whole number from 1 to 100; this was 1.5.
          {"options": {"idempotencyKey": " "}} | idempotencyKey is a text of 1 to 200 characters; this was " ".
          {"options": []}                     | options is a JSON object; this was [].
          {"kind": "clip",                    | Send a JSON object, as in {"kind": "snapshot", "payload": {"camera": "door"}}.
          """)
  void refusesInvalidTasks(String body, String message) throws Exception {
    boolean optionsOnly = body.startsWith("{\"options\"");
    Answer answer =
        Asking.post(pair, optionsOnly ? SNAPSHOT.replace("}}", "}," + body.substring(1)) : body);

    assertThat(answer.errorMessage()).isEqualTo(message);
    assertThat(answer.status()).isEqualTo(400);
    assertThat(work.queue().list(TaskFilter.ALL)).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({
    "POST, /api/tasks, Content-Type: text/plain, 415",
    "POST, /api/tasks, Origin: http://elsewhere.example, 403",
    "DELETE, /api/tasks/any, Origin: http://elsewhere.example, 403",
    "PUT, /api/tasks/any/result, Origin: null, 403",
  })
  void refusesWhatAnotherSitesPageCouldSend(String method, String target, String header, int status)
      throws Exception {
    byte[] body = SNAPSHOT.getBytes(StandardCharsets.UTF_8);

    assertThat(Asking.send(pair, method, target, body, header).status()).isEqualTo(status);
  }
}
