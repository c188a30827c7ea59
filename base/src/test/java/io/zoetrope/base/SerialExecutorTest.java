package io.zoetrope.base;

import static io.zoetrope.base.fixture.Latches.awaitOrLeave;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.IntStream;
import org.jspecify.annotations.NullMarked;
import org.junit.jupiter.api.Test;

@NullMarked
final class SerialExecutorTest {
  private static final Executor THREADS = action -> Thread.ofVirtual().start(action);

  private final List<Integer> done = new CopyOnWriteArrayList<>();

  @Test
  void runsInOrder() {
    SerialExecutor serial = new SerialExecutor("A test", THREADS, 1000);

    IntStream.range(0, 1000).forEach(number -> serial.execute(() -> done.add(number)));

    await().until(() -> done.size() == 1000);
    assertThat(done).isSorted();
  }

  @Test
  void goesOnAfterAnError() {
    SerialExecutor serial = new SerialExecutor("A test", THREADS, 10);

    serial.execute(() -> {
      throw new StackOverflowError();
    });
    serial.execute(() -> done.add(1));

    await().until(() -> done.size() == 1);
  }

  @Test
  void callersAreNotHeldUpByCodeThatHangsAndOnlySoManyActionsWait() {
    CountDownLatch hangs = new CountDownLatch(1);
    CountDownLatch begun = new CountDownLatch(1);
    SerialExecutor serial = new SerialExecutor("A test", THREADS, 3);
    serial.execute(() -> {
      begun.countDown();
      awaitOrLeave(hangs);
    });
    await().until(() -> begun.getCount() == 0);

    IntStream.range(0, 100).forEach(number -> serial.execute(() -> done.add(number)));

    assertThat(done).isEmpty();
    hangs.countDown();
    await().until(() -> done.size() == 3);
    assertThat(done).containsExactly(0, 1, 2);
  }

  @Test
  void runsWhatWaitedForAThreadThatCouldNotBeMade() {
    AtomicBoolean exhausted = new AtomicBoolean(true);
    SerialExecutor serial =
        new SerialExecutor(
            "A test",
            action -> {
              if (exhausted.getAndSet(false)) {
                throw new OutOfMemoryError("unable to create native thread");
              }
              action.run();
            },
            10);

    serial.execute(() -> done.add(1));

    await().until(() -> done.size() == 1);
  }

  @Test
  void whatItRunsMayCallIt() {
    SerialExecutor serial = new SerialExecutor("A test", Runnable::run, 10);

    serial.execute(() -> {
      serial.execute(() -> done.add(2));
      done.add(1);
    });

    assertThat(done).containsExactly(1, 2);
  }
}
