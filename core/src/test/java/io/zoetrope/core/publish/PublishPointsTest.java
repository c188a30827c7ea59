package io.zoetrope.core.publish;

import static io.zoetrope.base.fixture.Latches.awaitStubbornly;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.zoetrope.core.source.FrameSource;
import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.NullMarked;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@NullMarked
final class PublishPointsTest {
  private final PublishPoints points = new PublishPoints(Duration.ofMillis(100));

  @Test
  void oneThatHangsWhenItIsClosedKeepsNoOtherOpen() {
    CountDownLatch never = new CountDownLatch(1);
    FakePoint first = new FakePoint();
    points.add("first", first, () -> {});
    points.add(
        "hanging",
        new FakePoint() {
          @Override
          public void close() {
            awaitStubbornly(never);
          }
        },
        () -> {});

    points.close();

    await().until(() -> first.closed);
    never.countDown();
  }

  @Test
  void oneThatIsAddedAfterClosingIsClosedAtOnce() {
    points.close();
    FakePoint late = new FakePoint();

    points.add("late", late, () -> {});

    await().until(() -> late.closed);
  }

  @Test
  void oneThatFailsToSayWhetherItWaitsCountsAsNotWaiting() {
    points.add("phone", new FakePoint(), () -> {});
    points.add(
        "broken",
        new FakePoint() {
          @Override
          public boolean waiting() {
            throw new NoClassDefFoundError("org/example/X");
          }
        },
        () -> {});

    assertThat(points.isWaiting("phone")).isTrue();
    assertThat(points.isWaiting("broken")).isFalse();
    assertThat(points.isWaiting("test")).isFalse();
    assertThat(points.cameras()).containsExactlyInAnyOrder("phone", "broken");
  }

  @Test
  void oneThatThrowsOrHangsWhenAskedToReportPicturesHoldsUpNoOther() {
    CountDownLatch never = new CountDownLatch(1);
    PublishPoints impatient = new PublishPoints(Duration.ofMillis(50));
    AtomicBoolean told = new AtomicBoolean();
    impatient.add("throws", telling(PublishPointsTest::fail), () -> {});
    impatient.add("hangs", telling(() -> awaitStubbornly(never)), () -> {});
    impatient.add("works", telling(() -> told.set(true)), () -> {});

    await().untilTrue(told);
    assertThat(impatient.cameras()).hasSize(3);
    impatient.close();
    never.countDown();
  }

  @Test
  @Timeout(60)
  void oneThatDoesNotSayWhetherItWaitsIsNotWaitedForAgain() {
    CountDownLatch never = new CountDownLatch(1);
    points.add(
        "hangs",
        new FakePoint() {
          @Override
          public boolean waiting() {
            awaitStubbornly(never);
            return true;
          }
        },
        () -> {});

    for (int question = 0; question < 100; question++) {
      assertThat(points.isWaiting("hangs")).isFalse();
    }
    never.countDown();
  }

  private static FakePoint telling(Runnable action) {
    return new FakePoint() {
      @Override
      public void whenPublished(Runnable told) {
        action.run();
      }
    };
  }

  private static void fail() {
    throw new NoClassDefFoundError("org/example/X");
  }

  private static class FakePoint implements PublishPoint {
    volatile boolean closed;

    @Override
    public FrameSource open() throws IOException {
      throw new IOException("nobody publishes");
    }

    @Override
    public boolean waiting() {
      return true;
    }

    @Override
    public void check(String key) {}

    @Override
    public Publication begin(Publisher publisher, String key) throws PublishingRefusedException {
      throw new PublishingRefusedException(PublishingRefusedException.Reason.BUSY, "busy");
    }

    @Override
    public void whenPublished(Runnable action) {}

    @Override
    public void close() {
      closed = true;
    }
  }
}
