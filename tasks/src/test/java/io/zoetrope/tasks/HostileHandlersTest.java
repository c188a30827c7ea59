package io.zoetrope.tasks;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.zoetrope.base.fixture.Thrown;
import io.zoetrope.tasks.local.SqliteTaskQueue;
import io.zoetrope.tasks.topic.RingTopic;
import java.time.InstantSource;
import java.util.AbstractMap;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;

/** Handlers of programs harm nothing but their own task, whatever they do. */
@Timeout(value = 60, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
final class HostileHandlersTest extends WorkerFixture {
  private TaskQueue queue;

  /** Cannot even say what is wrong. */
  private static final class UnspeakableException extends RuntimeException {
    private static final long serialVersionUID = 1;

    @Override
    public String getMessage() {
      throw new IllegalStateException("no words");
    }
  }

  /** Something that no JSON can be made of. */
  private static final class Unwritable extends AbstractMap<String, String> {
    @Override
    public Set<Entry<String, String>> entrySet() {
      throw new NoClassDefFoundError("com/example/Text");
    }
  }

  @Override
  protected TaskQueue newQueue(QueueOptions options) {
    return SqliteTaskQueue.inMemory(
        options, new RingTopic(100, InstantSource.system()), InstantSource.system());
  }

  @BeforeEach
  void open() throws Exception {
    queue = queue();
  }

  static List<Throwable> thrown() {
    List<Throwable> thrown = new ArrayList<>(Thrown.all());
    thrown.add(new UnspeakableException());
    return thrown;
  }

  @ParameterizedTest
  @MethodSource("thrown")
  void whatAHandlerThrowsFailsItsOwnTaskOnly(Throwable thrown) throws Exception {
    worker(
        queue,
        1,
        kind(
            "a",
            _ -> {
              throw Thrown.sneaky(thrown);
            }),
        kind("b", _ -> NOTHING));
    Task failing = submit(queue, STANDARD.withAttempts(2));
    Task fine = queue.submit(new TaskRequest("b", NOTHING));

    Task dead = ended(queue, failing);
    assertThat(dead.state()).isEqualTo(TaskState.DEAD);
    assertThat(dead.attempt()).isEqualTo(2);
    assertThat(dead.error()).get().asString().isNotBlank();
    assertThat(ended(queue, fine).state()).isEqualTo(TaskState.DONE);
  }

  @Test
  void aHandlerThatReturnsNullFailsItsAttempt() throws Exception {
    worker(queue, 1, kind("a", _ -> nothing()));
    Task dead = ended(queue, submit(queue, STANDARD.withAttempts(1)));
    assertThat(dead.state()).isEqualTo(TaskState.DEAD);
    assertThat(dead.error()).contains("Its handler returned null instead of a result.");
  }

  @Test
  void aResultThatCannotBeWrittenFailsItsOwnTaskOnly() throws Exception {
    worker(
        queue,
        1,
        kind("a", _ -> JsonNodeFactory.instance.pojoNode(new Unwritable())),
        kind("b", _ -> NOTHING));
    Task failing = submit(queue, STANDARD.withAttempts(1));
    Task fine = queue.submit(new TaskRequest("b", NOTHING));
    assertThat(ended(queue, failing).state()).isEqualTo(TaskState.FAILED);
    assertThat(ended(queue, fine).state()).isEqualTo(TaskState.DONE);
  }

  @Test
  void aHandlerThatHangsLeavesTheOtherSlotsToOthersAndDoesNotHoldUpTheEnd() throws Exception {
    CountDownLatch released = new CountDownLatch(1);
    Worker worker = worker(queue, 2, kind("a", _ -> hang(released)), kind("b", _ -> NOTHING));
    Task hanging = submit(queue, STANDARD);
    for (int i = 0; i < 10; i++) {
      Task fine = queue.submit(new TaskRequest("b", NOTHING));
      assertThat(ended(queue, fine).state()).isEqualTo(TaskState.DONE);
    }
    worker.close(); // Returns although that goes on, or the test runs out of time.
    assertThat(queue.find(hanging.id()).orElseThrow().state()).isEqualTo(TaskState.QUEUED);
    released.countDown();
  }

  @Test
  void handlersThatNeverEndAndNeverWaitLeaveProcessorsToOthers() throws Exception {
    int spinning = Runtime.getRuntime().availableProcessors() + 1;
    AtomicBoolean released = new AtomicBoolean();
    AtomicInteger begun = new AtomicInteger();
    try {
      Worker worker =
          worker(
              queue,
              spinning + 1,
              kind(
                  "a",
                  _ -> {
                    begun.incrementAndGet();
                    while (!released.get()) {
                      Thread.onSpinWait();
                    }
                    return NOTHING;
                  }),
              kind("b", _ -> NOTHING));
      for (int i = 0; i < spinning; i++) {
        submit(queue, STANDARD);
      }
      await().until(() -> begun.get() == spinning);
      for (int i = 0; i < 3; i++) {
        Task fine = queue.submit(new TaskRequest("b", NOTHING));
        assertThat(ended(queue, fine).state()).isEqualTo(TaskState.DONE);
      }
      worker.close(); // Returns although that goes on, or the test runs out of time.
    } finally {
      released.set(true);
    }
  }

  @Test
  void aHandlerMayUseItsOwnQueue() throws Exception {
    AtomicReference<Task> made = new AtomicReference<>();
    CountDownLatch interrupted = new CountDownLatch(1);
    worker(
        queue,
        2,
        kind(
            "a",
            context -> {
              Task other = queue.submit(new TaskRequest("b", NOTHING));
              made.set(queue.await(other.id(), LONG).orElseThrow());
              queue.events().publish(NOTHING);
              context.progress(50, "half");
              queue.cancel(context.task().id());
              return blockUntilInterrupted(interrupted);
            }),
        kind("b", _ -> NOTHING));
    Task task = submit(queue, STANDARD);
    assertThat(interrupted.await(1, TimeUnit.MINUTES)).isTrue();
    assertThat(ended(queue, task).state()).isEqualTo(TaskState.CANCELLED);
    assertThat(made.get().state()).isEqualTo(TaskState.DONE);
  }

  @Test
  void aQueueThatThrowsErrorsDoesNotEndTheWorker() throws Exception {
    TaskQueue broken = Faults.in(queue, new NoClassDefFoundError("com/example/Driver"), 2);
    worker(broken, 1, kind("a", _ -> NOTHING));
    for (int i = 0; i < 3; i++) {
      assertThat(ended(queue, submit(queue, STANDARD)).state()).isEqualTo(TaskState.DONE);
    }
  }

  @SuppressWarnings("NullAway") // As a program that is not checked may do.
  private static JsonNode nothing() {
    return null;
  }

  private static JsonNode hang(CountDownLatch released) {
    while (released.getCount() > 0) {
      LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(10));
      Thread.interrupted();
    }
    return NOTHING;
  }
}
