package io.zoetrope.base;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.NullMarked;
import org.junit.jupiter.api.Test;

@NullMarked
final class CloserTest {
  private final List<String> closed = new ArrayList<>();
  private final Closer closer = new Closer();

  @Test
  void closesTheLastFirstAndOnce() {
    closer.add(() -> closed.add("first"));
    closer.add(() -> closed.add("second"));

    closer.close();
    closer.close();

    assertThat(closed).containsExactly("second", "first");
  }

  @Test
  void closesAtOnceWhatComesTooLate() {
    closer.close();

    closer.add(() -> closed.add("late"));

    assertThat(closed).containsExactly("late");
  }

  @Test
  void closesTheOthersWhenOneCannotBeClosed() {
    closer.add(() -> closed.add("first"));
    closer.add(() -> {
      throw new NoClassDefFoundError("org/example/Missing");
    });

    closer.close();

    assertThat(closed).containsExactly("first");
  }

  @Test
  void closesTheOthersWhenOneHangs() throws Exception {
    CountDownLatch never = new CountDownLatch(1);
    AtomicInteger interruptions = new AtomicInteger();
    closer.add(() -> closed.add("first"));
    closer.add(
        Closer.within(
            Duration.ofMillis(50),
            "Closing the driver of door",
            () -> {
              while (never.getCount() > 0) {
                try {
                  never.await();
                } catch (InterruptedException deaf) {
                  interruptions.incrementAndGet();
                }
              }
            }));

    closer.close();

    assertThat(closed).containsExactly("first");
    never.countDown();
  }

  @Test
  void closesForeignPartsForAThreadThatWasInterrupted() {
    closer.add(Closer.within(Duration.ofSeconds(10), "A part", () -> closed.add("first")));

    Thread.currentThread().interrupt();
    closer.close();

    assertThat(Thread.interrupted()).isTrue();
    assertThat(closed).containsExactly("first");
  }

  @Test
  void whatIsAddedDuringClosingIsClosedWhoeverIsFirst() throws Exception {
    for (int round = 0; round < 2000; round++) {
      Closer contested = new Closer();
      AtomicInteger open = new AtomicInteger();
      Thread adding =
          Thread.ofVirtual()
              .start(() -> {
                for (int part = 0; part < 5; part++) {
                  open.incrementAndGet();
                  contested.add(open::decrementAndGet);
                }
              });
      contested.close();
      adding.join();
      assertThat(open).hasValue(0);
    }
  }

  @Test
  void whatIsClosedMayCallBack() {
    closer.add(() -> closer.add(() -> closed.add("late")));

    closer.close();

    assertThat(closed).containsExactly("late");
  }

  @Test
  void theSecondToCloseWaitsUntilAllIsClosed() throws Exception {
    CountDownLatch closing = new CountDownLatch(1);
    CountDownLatch mayEnd = new CountDownLatch(1);
    closer.add(() -> closed.add("first"));
    closer.add(() -> {
      closing.countDown();
      mayEnd.await();
    });
    Thread first = Thread.startVirtualThread(closer::close);
    assertThat(closing.await(1, TimeUnit.MINUTES)).isTrue();

    Thread second = Thread.ofPlatform().daemon().start(closer::close);
    await()
        .until(() ->
            second.getState() == Thread.State.TIMED_WAITING
                || second.getState() == Thread.State.TERMINATED);
    assertThat(second.isAlive()).isTrue();
    assertThat(closer.isClosed()).isTrue();
    mayEnd.countDown();

    assertThat(second.join(Duration.ofMinutes(1))).isTrue();
    assertThat(closed).containsExactly("first");
    assertThat(first.join(Duration.ofMinutes(1))).isTrue();
  }

  @Test
  void aForeignPartThatClosesAllItselfHoldsUpNobody() throws Exception {
    closer.add(() -> closed.add("first"));
    closer.add(Closer.within(Duration.ofMillis(50), "A part", closer));

    Thread closing = Thread.startVirtualThread(closer::close);

    assertThat(closing.join(Duration.ofMinutes(1))).isTrue();
    assertThat(closed).containsExactly("first");
  }

  @Test
  void anInterruptedThreadDoesNotWait() throws Exception {
    CountDownLatch closing = new CountDownLatch(1);
    CountDownLatch mayEnd = new CountDownLatch(1);
    closer.add(() -> {
      closing.countDown();
      mayEnd.await();
    });
    Thread first = Thread.startVirtualThread(closer::close);
    assertThat(closing.await(1, TimeUnit.MINUTES)).isTrue();

    Thread.currentThread().interrupt();
    closer.close();

    assertThat(Thread.interrupted()).isTrue();
    assertThat(first.isAlive()).isTrue();
    mayEnd.countDown();
    assertThat(first.join(Duration.ofMinutes(1))).isTrue();
  }
}
