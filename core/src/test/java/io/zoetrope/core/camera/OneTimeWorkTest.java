package io.zoetrope.core.camera;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.zoetrope.core.camera.CameraState.Starting;
import io.zoetrope.core.fixture.SettableClock;
import io.zoetrope.core.source.OneTimeWork;
import io.zoetrope.core.source.SilenceTimer;
import io.zoetrope.core.source.SourceOpener;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class OneTimeWorkTest {
  private static final Duration LONG = Duration.ofMinutes(1);

  private final AtomicInteger runs = new AtomicInteger();
  private final CountDownLatch goOn = new CountDownLatch(1);
  private final OneTimeWork<String> slow =
      new OneTimeWork<>(
          "loading a library",
          LONG,
          () -> {
            runs.incrementAndGet();
            goOn.await();
            return "loaded";
          });

  @Test
  void anInterruptedCallerLeavesTheWorkRunningForTheNext() throws Exception {
    for (int impatient = 0; impatient < 5; impatient++) {
      FutureTask<String> waiting = new FutureTask<>(slow::await);
      Thread thread = Thread.ofPlatform().start(waiting);
      await().until(() -> OneTimeWork.isAwaitedBy(thread));
      thread.interrupt();
      assertThatThrownBy(() -> waiting.get(1, TimeUnit.MINUTES))
          .hasCauseInstanceOf(InterruptedException.class);
      assertThat(OneTimeWork.isAwaitedBy(thread)).isFalse();
    }
    goOn.countDown();

    assertThat(slow.await()).isEqualTo("loaded");
    assertThat(slow.await()).isEqualTo("loaded");
    assertThat(runs).hasValue(1);
  }

  @Test
  void manyShareOneRun() throws Exception {
    List<FutureTask<String>> waiting = new ArrayList<>();
    for (int i = 0; i < 20; i++) {
      FutureTask<String> task = new FutureTask<>(slow::await);
      waiting.add(task);
      Thread.startVirtualThread(task);
    }
    goOn.countDown();

    for (FutureTask<String> each : waiting) {
      assertThat(each.get(1, TimeUnit.MINUTES)).isEqualTo("loaded");
    }
    assertThat(runs).hasValue(1);
  }

  @Test
  void aFailureIsReportedAndTheNextTriesAgain() throws Exception {
    OneTimeWork<String> work =
        new OneTimeWork<>(
            "loading a library",
            LONG,
            () -> {
              if (runs.incrementAndGet() == 1) {
                throw new IOException("the disk is full");
              }
              if (runs.get() == 2) {
                throw new UnsatisfiedLinkError("no such symbol");
              }
              return "loaded";
            });

    assertThatThrownBy(work::await).isInstanceOf(IOException.class).hasMessage("the disk is full");
    assertThatThrownBy(work::await)
        .isInstanceOf(IOException.class)
        .hasMessageStartingWith("loading a library has failed: ")
        .hasMessageContaining("no such symbol");
    assertThat(work.await()).isEqualTo("loaded");
  }

  @Test
  void nobodyWaitsForEver() {
    OneTimeWork<String> hanging =
        new OneTimeWork<>(
            "loading a library",
            Duration.ofMillis(20),
            () -> {
              goOn.await();
              return "";
            });

    assertThatThrownBy(hanging::await)
        .isInstanceOf(IOException.class)
        .hasMessageStartingWith("loading a library has taken more than ");
    goOn.countDown();
  }

  @Test
  void aCameraThatIsBeingPreparedIsNotSilent() throws Exception {
    try (CameraRig rig =
        new CameraRig(
            (SourceOpener)
                () -> {
                  slow.await();
                  throw new IOException("opened");
                })) {
      rig.joins();
      await().until(() -> runs.get() == 1);
      for (int second = 0; second < 60; second++) {
        rig.passSeconds(1);
      }

      assertThat(rig.camera.state()).isInstanceOf(Starting.class);
      assertThat(rig.openings()).isOne();

      goOn.countDown();
      assertThat(rig.failure().reason()).isEqualTo("opened");
    }
  }

  @Test
  void itsSilenceCountsOnceItIsPrepared() throws Exception {
    CountDownLatch never = new CountDownLatch(1);
    CountDownLatch prepared = new CountDownLatch(1);
    try (CameraRig rig =
        new CameraRig(
            (SourceOpener)
                () -> {
                  slow.await();
                  prepared.countDown();
                  never.await();
                  throw new IOException("interrupted before");
                })) {
      rig.joins();
      await().until(() -> runs.get() == 1);
      rig.passSeconds(60);
      goOn.countDown();
      assertThat(prepared.await(1, TimeUnit.MINUTES)).isTrue();

      rig.passSeconds(9);
      assertThat(rig.camera.state()).isInstanceOf(Starting.class);
      rig.passSeconds(2);
      assertThat(rig.retrying().reason())
          .isEqualTo("the camera has sent no picture for 10 seconds");
    }
  }

  @Test
  void aSilenceTimerDoesNotCountThePreparation() throws Exception {
    SettableClock clock = new SettableClock();
    AtomicBoolean expired = new AtomicBoolean();
    FutureTask<SilenceTimer> waiting =
        new FutureTask<>(() -> {
          SilenceTimer timer =
              SilenceTimer.start(clock, Duration.ofSeconds(9), () -> expired.set(true));
          slow.await();
          return timer;
        });
    Thread thread = Thread.ofPlatform().start(waiting);
    await().until(() -> OneTimeWork.isAwaitedBy(thread));
    clock.advance(Duration.ofSeconds(100));
    assertThat(expired).isFalse();
    goOn.countDown();
    SilenceTimer timer = waiting.get(1, TimeUnit.MINUTES);

    clock.advance(Duration.ofSeconds(10));
    assertThat(expired).isTrue();

    expired.set(false);
    timer.cancel();
    clock.advance(Duration.ofSeconds(100));
    assertThat(expired).isFalse();
    assertThat(clock.pending()).isZero();
  }
}
