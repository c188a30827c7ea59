package io.zoetrope.web.connection;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.zoetrope.tasks.TaskQueue;
import io.zoetrope.web.fixture.Answer;
import io.zoetrope.web.fixture.FakeTasks;
import io.zoetrope.web.fixture.RawClient;
import io.zoetrope.web.fixture.ServerPair;
import io.zoetrope.web.tasks.PayloadCheck;
import io.zoetrope.web.tasks.TaskContent;
import java.io.IOException;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Every request gets an answer, also when its handler fails or hangs. */
class UnansweredIT {
  private static final PayloadCheck ALL_RIGHT = (_, _) -> Optional.empty();
  private static final String TASK = "{\"kind\":\"snapshot\",\"payload\":{}}";
  private static final Timeouts BRIEF = Timeouts.STANDARD.withAnswer(Duration.ofMillis(300));

  private static final Duration PATIENCE = Duration.ofMinutes(1);

  @TempDir private Path folder;
  @AutoClose private FakeTasks work;

  @BeforeEach
  void start() throws Exception {
    work = new FakeTasks(folder, 10, 100);
  }

  @Test
  void aFailureAfterTheBodyAnswers500() throws Exception {
    PayloadCheck broken =
        (_, _) -> {
          throw new StackOverflowError("thrown by a test");
        };
    try (ServerPair pair = serving(Timeouts.STANDARD, work.queue(), broken)) {
      assertThat(submit(pair.connect()).readAnswer().errorCode()).isEqualTo("internal_error");
    }
  }

  @Test
  void aFailureOnAnotherThreadAnswers500() throws Exception {
    TaskQueue broken =
        finding(() -> {
          throw new StackOverflowError("thrown by a test");
        });
    try (ServerPair pair = serving(Timeouts.STANDARD, broken, ALL_RIGHT)) {
      Answer answer = pair.get("/api/tasks/x");

      assertThat(answer.status()).isEqualTo(500);
      assertThat(answer.errorCode()).isEqualTo("internal_error");
    }
  }

  @Test
  void aHangingRequestIsAnsweredInTheEnd() throws Exception {
    CountDownLatch hanging = new CountDownLatch(1);
    TaskQueue hung =
        finding(() -> {
          hanging.await();
          return Optional.empty();
        });
    try (ServerPair pair = serving(BRIEF, hung, ALL_RIGHT)) {
      RawClient client = pair.connect().get("/api/tasks/x");

      Answer answer = client.readAnswer();
      assertThat(answer.status()).isEqualTo(503);
      assertThat(answer.errorCode()).isEqualTo("no_answer");
      assertThat(client.readToEnd()).isEmpty();

      hanging.countDown();
      assertThat(pair.get("/api/tasks/x").status()).isEqualTo(404);
    }
  }

  @Test
  void aSnapshotThatNeverComesFreesItsPlace() throws Exception {
    try (ServerPair pair = ServerPair.serving(BRIEF.withSnapshot(Duration.ofHours(1)), "door")) {
      assertThat(pair.get("/snapshot").errorCode()).isEqualTo("no_answer");
      await().atMost(PATIENCE).until(() -> pair.viewers("door") == 0);
    }
  }

  private static RawClient submit(RawClient client) throws IOException {
    return client
        .request(
            "POST",
            "/api/tasks",
            "Content-Type: application/json",
            "Content-Length: " + TASK.length())
        .send(TASK);
  }

  private ServerPair serving(Timeouts timeouts, TaskQueue queue, PayloadCheck check)
      throws IOException {
    TaskContent all = work.content();
    TaskContent content =
        new TaskContent(
            queue,
            all.events(),
            all.kinds(),
            check,
            all.files(),
            all.uploads(),
            all.quietTasks(),
            all.workerKey());
    return ServerPair.working(timeouts, content, "door");
  }

  private TaskQueue finding(Callable<Optional<?>> find) {
    return (TaskQueue)
        Proxy.newProxyInstance(
            TaskQueue.class.getClassLoader(),
            new Class<?>[] {TaskQueue.class},
            (_, method, arguments) -> {
              if (method.getName().equals("find")) {
                return find.call();
              }
              try {
                return method.invoke(work.queue(), arguments);
              } catch (InvocationTargetException e) {
                throw e.getTargetException();
              }
            });
  }
}
