package io.zoetrope.web.tasks;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.zoetrope.tasks.Lease;
import io.zoetrope.tasks.Progress;
import io.zoetrope.tasks.Task;
import io.zoetrope.tasks.TaskQueue;
import io.zoetrope.web.connection.Timeouts;
import io.zoetrope.web.fixture.Answer;
import io.zoetrope.web.fixture.FakeTasks;
import io.zoetrope.web.fixture.RawClient;
import io.zoetrope.web.fixture.ServerPair;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Tasks over HTTP: seen, waited for, cancelled. */
class TasksIT {
  private static final Duration PATIENCE = Duration.ofMinutes(1);

  private final AtomicInteger waits = new AtomicInteger();
  @TempDir private Path folder;
  private FakeTasks work;
  private ServerPair pair;

  @BeforeEach
  void start() throws Exception {
    work = new FakeTasks(folder, 10, 100);
    pair =
        ServerPair.working(
            Timeouts.STANDARD, work.content(countingWaits(work.queue()), work.events()), "door");
  }

  @AfterEach
  void stop() throws Exception {
    pair.close();
    work.close();
  }

  @Test
  void showsTheProgressOfATask() throws Exception {
    work.submit("clip");
    Lease lease = work.take();
    work.queue().leases().progress(lease, new Progress(40, "recording"));

    JsonObject running = pair.get("/api/tasks/" + lease.task().id()).json();
    assertThat(running.getString("state")).isEqualTo("running");
    assertThat(running.getInteger("percent")).isEqualTo(40);
    assertThat(running.getString("note")).isEqualTo("recording");
    assertThat(running.getInteger("attempt")).isEqualTo(1);
    assertThat(running.getInstant("started")).isNotNull();

    work.queue().leases().failed(lease, "The camera is gone.");
    JsonObject failed = pair.get("/api/tasks/" + lease.task().id()).json();
    assertThat(failed.getString("state")).isEqualTo("failed");
    assertThat(failed.getString("error")).isEqualTo("The camera is gone.");
    assertThat(failed.getInstant("ended")).isNotNull();
  }

  @Test
  void listsTheNewestFirstPageByPageWithCounts() throws Exception {
    List<String> ids = new ArrayList<>();
    for (int n = 0; n < 5; n++) {
      ids.addFirst(work.done(n == 2 ? "clip" : "snapshot", "{\"n\":" + n + "}").id());
    }
    work.submit("snapshot");

    JsonObject first = pair.get("/api/tasks?state=done&limit=3").json();
    assertThat(ids(first)).isEqualTo(ids.subList(0, 3));
    assertThat(first.getJsonObject("counts"))
        .isEqualTo(
            new JsonObject(
                "{\"queued\":1,\"running\":0,\"done\":5,\"failed\":0,\"dead\":0,\"cancelled\":0}"));
    JsonObject second =
        pair.get("/api/tasks?state=done&limit=3&after=" + first.getString("next")).json();
    assertThat(ids(second)).isEqualTo(ids.subList(3, 5));
    assertThat(second.containsKey("next")).isFalse();
    assertThat(ids(pair.get("/api/tasks?kind=clip").json())).containsExactly(ids.get(2));
    assertThat(ids(pair.get("/api/tasks").json())).hasSize(6);
    assertThat(pair.ask("HEAD", "/api/tasks").status()).isEqualTo(200);
  }

  @Test
  void listsWebhookTasksOnlyOnRequest() throws Exception {
    Task clip = work.submit("clip");
    Task home = work.submit("webhook-home");
    Task away = work.submit("webhook-away");

    JsonObject usual = pair.get("/api/tasks").json();
    assertThat(ids(usual)).containsExactly(clip.id());
    assertThat(usual.getJsonObject("counts").getInteger("queued")).isEqualTo(1);
    assertThat(usual.getInteger("leftOut")).isEqualTo(2);
    JsonObject posts = pair.get("/api/tasks?kind=webhook-*").json();
    assertThat(ids(posts)).containsExactly(away.id(), home.id());
    assertThat(posts.getJsonObject("counts").getInteger("queued")).isEqualTo(2);
    assertThat(ids(pair.get("/api/tasks?kind=webhook-home").json())).containsExactly(home.id());
    assertThat(ids(pair.get("/api/tasks?kind=*").json())).hasSize(3);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          /api/tasks?state=happy | 400 | state is one of: queued, running, done, failed, dead, cancelled.
          /api/tasks?limit=0     | 400 | limit is a number from 1 to 500.
          /api/tasks/x?wait=61s  | 400 | wait is a duration of at most 60s, as in wait=30s.
          /api/tasks/x?wait=1s   | 404 | There is no task 'x', or it has been deleted.
          /api/tasks/x           | 404 | There is no task 'x', or it has been deleted.
          /api/tasks/x/result    | 404 | There is no task 'x', or it has been deleted.
          """)
  void saysWhatIsWrongWithAQuery(String target, int status, String message) throws Exception {
    Answer answer = pair.get(target);

    assertThat(answer.status()).isEqualTo(status);
    assertThat(answer.errorMessage()).isEqualTo(message);
  }

  @Test
  void waitsForTheEnd() throws Exception {
    work.submit("snapshot");
    Lease lease = work.take();
    RawClient waiting = pair.connect().get("/api/tasks/" + lease.task().id() + "?wait=30s");
    await().atMost(PATIENCE).until(() -> waits.get() == 1);

    work.queue().leases().done(lease, FakeTasks.json("{\"n\":1}"));

    JsonObject task = waiting.readAnswer().json();
    assertThat(task.getString("state")).isEqualTo("done");
    assertThat(task.getJsonObject("result").getInteger("n")).isEqualTo(1);
  }

  @Test
  void answersWhenTheWaitIsOver() throws Exception {
    String id = work.submit("snapshot").id();

    Answer answer = pair.get("/api/tasks/" + id + "?wait=50ms");

    assertThat(answer.json().getString("state")).isEqualTo("queued");
  }

  @Test
  void aClientThatLeavesEndsItsWait() throws Exception {
    String id = work.submit("snapshot").id();
    RawClient client = pair.connect().get("/api/tasks/" + id + "?wait=60s");
    await().atMost(PATIENCE).until(() -> waits.get() == 1);

    client.close();

    await().atMost(PATIENCE).until(() -> waits.get() == 0);
  }

  @Test
  void cancelsAQueuedOrRunningTask() throws Exception {
    String queued = work.submit("snapshot").id();
    Answer answer = pair.ask("DELETE", "/api/tasks/" + queued);
    assertThat(answer.status()).isEqualTo(200);
    assertThat(answer.json().getString("state")).isEqualTo("cancelled");

    work.submit("snapshot");
    Lease lease = work.take();
    assertThat(pair.ask("DELETE", "/api/tasks/" + lease.task().id()).status()).isEqualTo(200);
    assertThat(work.queue().leases().renew(lease)).isFalse();
  }

  @Test
  void anEndedTaskCannotBeCancelled() throws Exception {
    String done = work.done("snapshot", "{}").id();

    Answer answer = pair.ask("DELETE", "/api/tasks/" + done);

    assertThat(answer.status()).isEqualTo(409);
    assertThat(answer.errorMessage())
        .isEqualTo("This task has ended (done) and cannot be cancelled.");
    assertThat(pair.ask("DELETE", "/api/tasks/nothing").status()).isEqualTo(404);
  }

  @Test
  void otherMethodsAreRefused() throws Exception {
    Answer answer = pair.ask("PATCH", "/api/tasks");
    assertThat(answer.status()).isEqualTo(405);
    assertThat(answer.header("Allow")).contains("GET, HEAD, POST, OPTIONS");
    assertThat(pair.ask("OPTIONS", "/api/tasks/x").header("Allow"))
        .contains("GET, HEAD, DELETE, OPTIONS");
    assertThat(pair.ask("OPTIONS", "/api/tasks/x/result").header("Allow"))
        .contains("GET, HEAD, PUT, OPTIONS");
  }

  @Test
  void aServerWithoutTasksHasNoSuchAddresses() throws Exception {
    try (ServerPair idle = ServerPair.serving("door")) {
      assertThat(idle.get("/api/tasks").status()).isEqualTo(404);
      assertThat(idle.get("/api/events").status()).isEqualTo(404);
    }
  }

  /** The same queue, which counts those who wait for a task. */
  private TaskQueue countingWaits(TaskQueue queue) {
    return (TaskQueue)
        Proxy.newProxyInstance(
            TaskQueue.class.getClassLoader(),
            new Class<?>[] {TaskQueue.class},
            (_, method, arguments) -> {
              boolean waiting = method.getName().equals("await");
              waits.addAndGet(waiting ? 1 : 0);
              try {
                return method.invoke(queue, arguments);
              } catch (InvocationTargetException e) {
                throw e.getTargetException();
              } finally {
                waits.addAndGet(waiting ? -1 : 0);
              }
            });
  }

  private static List<String> ids(JsonObject page) {
    JsonArray tasks = page.getJsonArray("tasks");
    List<String> ids = new ArrayList<>();
    for (int n = 0; n < tasks.size(); n++) {
      ids.add(tasks.getJsonObject(n).getString("id"));
    }
    return ids;
  }
}
