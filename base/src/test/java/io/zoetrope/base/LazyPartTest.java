package io.zoetrope.base;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(30)
class LazyPartTest {
  private final AtomicInteger openings = new AtomicInteger();
  private final AtomicInteger closings = new AtomicInteger();
  private final CountDownLatch begun = new CountDownLatch(1);
  private final CountDownLatch mayOpen = new CountDownLatch(1);

  @Test
  void manyThreadsThatNeedItOpenItOnce() throws Exception {
    LazyPart<AutoCloseable, IOException> part = new LazyPart<>(this::slowly, IOException::new);
    assertThat(part.ifOpen()).isEmpty();
    List<Future<AutoCloseable>> given = new ArrayList<>();
    Callable<AutoCloseable> asking = part::get;
    try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      for (int caller = 0; caller < 8; caller++) {
        given.add(threads.submit(asking));
      }
      mayOpen.countDown();
      for (Future<AutoCloseable> each : given) {
        assertThat(each.get()).isSameAs(part.get());
      }
    }
    assertThat(openings).hasValue(1);
  }

  @Test
  void whatCannotBeOpenedIsTriedAgain() throws Exception {
    LazyPart<AutoCloseable, IOException> part =
        new LazyPart<>(
            () -> {
              if (openings.incrementAndGet() == 1) {
                throw new IOException("It is away.");
              }
              return closings::incrementAndGet;
            },
            IOException::new);

    assertThatThrownBy(part::get).hasMessage("It is away.");
    assertThat(part.get()).isSameAs(part.ifOpen().orElseThrow());
  }

  @Test
  void afterClosingItIsRefusedAndNotOpenedAgain() throws Exception {
    mayOpen.countDown();
    LazyPart<AutoCloseable, IOException> part = new LazyPart<>(this::slowly, IOException::new);
    AutoCloseable _ = part.get();
    part.close();
    part.close();

    assertThat(closings).hasValue(1);
    assertThatThrownBy(part::get)
        .isInstanceOf(IOException.class)
        .hasMessage("The server is stopping.");
    assertThatThrownBy(part::ifOpen).hasMessage("The server is stopping.");
    assertThat(openings).hasValue(1);
  }

  @Test
  void whatOpensTooLateIsClosedAtOnceAndClosingDoesNotWaitForIt() throws Exception {
    LazyPart<AutoCloseable, IOException> part = new LazyPart<>(this::slowly, IOException::new);
    Callable<AutoCloseable> asking = part::get;
    try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      Future<AutoCloseable> given = threads.submit(asking);
      begun.await();
      part.close();
      assertThat(closings).hasValue(0);

      mayOpen.countDown();

      assertThatThrownBy(() -> given.get(1, TimeUnit.MINUTES))
          .isInstanceOf(ExecutionException.class)
          .hasMessageContaining("The server is stopping.");
    }
    assertThat(closings).hasValue(1);
  }

  private AutoCloseable slowly() throws IOException {
    openings.incrementAndGet();
    begun.countDown();
    try {
      mayOpen.await();
    } catch (InterruptedException e) {
      throw new IOException(e);
    }
    return closings::incrementAndGet;
  }
}
