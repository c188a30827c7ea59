package io.zoetrope.web.tasks;

import static org.assertj.core.api.Assertions.assertThat;

import io.zoetrope.tasks.Task;
import io.zoetrope.tasks.TaskQueue;
import io.zoetrope.tasks.TaskRequest;
import io.zoetrope.tasks.fixture.CountedNumber;
import io.zoetrope.web.connection.Timeouts;
import io.zoetrope.web.fixture.FakeTasks;
import io.zoetrope.web.fixture.ServerPair;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/** A payload and a result are parsed once and written once between HTTP and the queue. */
class PayloadPathIT {
  @TempDir private Path folder;
  private FakeTasks tasks;
  private ServerPair pair;

  private final List<JsonNode> seen = new CopyOnWriteArrayList<>();
  private volatile UnaryOperator<Task> found = UnaryOperator.identity();

  @BeforeEach
  void start() throws Exception {
    tasks = new FakeTasks(folder, 10, 100);
    TaskContent content = tasks.content(watched(tasks.queue()), tasks.events());
    TaskContent checked =
        new TaskContent(
            content.queue(),
            content.events(),
            content.kinds(),
            (_, payload) -> {
              seen.add(payload);
              return Optional.empty();
            },
            content.files(),
            content.uploads(),
            content.quietTasks(),
            content.workerKey());
    pair = ServerPair.working(Timeouts.STANDARD, checked, "door");
  }

  @AfterEach
  void stop() throws Exception {
    pair.close();
    tasks.close();
  }

  /** The queue, which shows what is submitted, and of which tasks are found as the test likes. */
  private TaskQueue watched(TaskQueue queue) {
    return (TaskQueue)
        Proxy.newProxyInstance(
            getClass().getClassLoader(),
            new Class<?>[] {TaskQueue.class},
            (_, method, arguments) -> {
              if (method.getName().equals("submit")) {
                seen.add(((TaskRequest) arguments[0]).payload());
              }
              Object answer = call(queue, method, arguments);
              return method.getName().equals("find")
                  ? ((Optional<?>) answer).map(task -> found.apply((Task) task))
                  : answer;
            });
  }

  private static Object call(TaskQueue queue, Method method, Object[] arguments) throws Throwable {
    try {
      return method.invoke(queue, arguments);
    } catch (InvocationTargetException e) {
      throw e.getCause();
    }
  }

  @Test
  void thePayloadIsParsedWithTheRequestAndNotAgain() throws Exception {
    Asking.post(pair, "{\"kind\":\"clip\",\"payload\":{\"camera\":\"door\"}}");

    assertThat(seen).hasSize(2);
    assertThat(seen.get(1)).isSameAs(seen.get(0));
  }

  @Test
  void payloadAndResultAreWrittenOnceIntoAnAnswer() throws Exception {
    Task done = tasks.done("clip", "{\"n\":1}");
    CountedNumber payload = new CountedNumber();
    CountedNumber result = new CountedNumber();
    found = task -> with(task, payload.inObject(), result.inObject());

    assertThat(pair.get("/api/tasks/" + done.id()).json().getJsonObject("result").encode())
        .isEqualTo("{\"n\":1}");

    assertThat(payload.written()).hasValue(1);
    assertThat(result.written()).hasValue(1);
  }

  @Test
  void aResultIsWrittenOnceWhenItIsAskedFor() throws Exception {
    Task done = tasks.done("clip", "{\"n\":1}");
    CountedNumber payload = new CountedNumber();
    CountedNumber result = new CountedNumber();
    found = task -> with(task, payload.inObject(), result.inObject());

    assertThat(pair.get("/api/tasks/" + done.id() + "/result").text()).isEqualTo("{\"n\":1}");

    assertThat(payload.written()).hasValue(0);
    assertThat(result.written()).hasValue(1);
  }

  private static Task with(Task task, JsonNode payload, JsonNode result) {
    return new Task(
        task.id(),
        task.kind(),
        payload,
        task.state(),
        task.priority(),
        task.attempt(),
        task.attempts(),
        task.progress(),
        task.submitted(),
        task.notBefore(),
        task.started(),
        task.ended(),
        task.deadline(),
        task.idempotencyKey(),
        Optional.of(result),
        task.error());
  }
}
