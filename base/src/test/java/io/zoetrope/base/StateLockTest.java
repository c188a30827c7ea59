package io.zoetrope.base;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.NullMarked;
import org.junit.jupiter.api.Test;

@NullMarked
final class StateLockTest {
  private final StateLock lock = new StateLock();
  private final List<String> done = new ArrayList<>();

  @Test
  void whatFollowsAChangeIsDoneAfterItOnceAndInOrder() {
    lock.locked(() -> {
      lock.whenFree(() -> done.add("first"));
      lock.whenFree(() -> done.add("second"));
      done.add("change");
    });
    lock.locked(() -> done.add("another"));

    assertThat(done).containsExactly("change", "first", "second", "another");
  }

  @Test
  void whatFollowsDoesNotHoldTheLock() {
    lock.locked(() ->
        lock.whenFree(() -> {
          Thread other = Thread.ofVirtual().start(() -> lock.locked(() -> done.add("other")));
          awaitEnd(other);
        }));

    assertThat(done).containsExactly("other");
  }

  @Test
  void whatFollowsAnInnerChangeWaitsForTheOuterOne() {
    lock.locked(() -> {
      lock.locked(() -> lock.whenFree(() -> done.add("after")));
      done.add("outer");
    });

    assertThat(done).containsExactly("outer", "after");
  }

  @Test
  void whatAFailedChangeNotedIsStillDone() {
    assertThatThrownBy(() ->
            lock.locked(() -> {
              lock.whenFree(() -> done.add("after"));
              throw new IllegalStateException("in the middle");
            }))
        .hasMessage("in the middle");

    assertThat(done).containsExactly("after");
  }

  @Test
  void whatThrowsDoesNotHoldUpTheRest() {
    lock.locked(() -> {
      lock.whenFree(() -> {
        throw new NoClassDefFoundError("org/example/Missing");
      });
      lock.whenFree(() -> done.add("after"));
    });

    assertThat(done).containsExactly("after");
  }

  @Test
  void aChangeMayReturnSomething() {
    assertThat(lock.locked(() -> 7)).isEqualTo(7);
  }

  @Test
  void aChangeMayFailWithAnExceptionOfItsOwn() {
    assertThatThrownBy(() -> lock.locked(StateLockTest::fail)).isInstanceOf(IOException.class);

    lock.locked(() -> done.add("another"));
    assertThat(done).containsExactly("another");
  }

  @Test
  void nothingFollowsWhenNothingChanges() {
    assertThatThrownBy(() -> lock.whenFree(() -> done.add("never")))
        .isInstanceOf(IllegalStateException.class);
  }

  private static String fail() throws IOException {
    throw new IOException("a change's own");
  }

  private static void awaitEnd(Thread thread) {
    try {
      assertThat(thread.join(Duration.ofMinutes(1))).as("it is not held up").isTrue();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
