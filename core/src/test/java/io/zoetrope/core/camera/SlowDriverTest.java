package io.zoetrope.core.camera;

import static io.zoetrope.base.fixture.Latches.awaitStubbornly;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.zoetrope.core.CameraSystem;
import io.zoetrope.core.fixture.UnusedPublishPoint;
import io.zoetrope.core.publish.PublishPoint;
import io.zoetrope.core.publish.PublishingDriver;
import io.zoetrope.core.source.CameraUri;
import io.zoetrope.core.source.DriverContext;
import io.zoetrope.core.source.FrameSource;
import io.zoetrope.core.source.ReturnWatch;
import java.io.IOException;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/** What a driver opens when nobody waits for it any more is closed all the same. */
class SlowDriverTest {
  private static final Duration SOON = Duration.ofMinutes(1);
  private static final CameraUri URI = CameraUri.parse("late:");

  private final CountDownLatch asked = new CountDownLatch(1);
  private final CountDownLatch answers = new CountDownLatch(1);
  private final CountDownLatch closed = new CountDownLatch(1);
  private final DriverCamera camera = new DriverCamera(URI, new Late(), Optional.empty());

  @Test
  void aPublishPointThatComesTooLateIsClosed() throws Exception {
    assertThatThrownBy(() -> camera.publishPoint(context()))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("has not answered within 3 seconds");

    answers.countDown();

    assertThat(closed.await(SOON.toSeconds(), TimeUnit.SECONDS)).isTrue();
  }

  @Test
  void aPublishPointWhoseCallerWasInterruptedIsClosed() throws Exception {
    isClosedAfterAnInterruption(() -> camera.publishPoint(context()));
  }

  @Test
  void aWatchForTheCamerasReturnThatComesTooLateIsClosed() throws Exception {
    isClosedAfterAnInterruption(() -> {
      assertThat(camera.watchForReturn(context(), () -> {})).isSameAs(ReturnWatch.NONE);
      assertThat(Thread.currentThread().isInterrupted()).isTrue();
      throw new InterruptedException();
    });
  }

  /** A call of the driver. */
  @FunctionalInterface
  private interface Question {
    Object ask() throws Exception;
  }

  private void isClosedAfterAnInterruption(Question question) throws Exception {
    Thread caller =
        Thread.startVirtualThread(
            () -> assertThatThrownBy(question::ask).isInstanceOf(InterruptedException.class));
    assertThat(asked.await(SOON.toSeconds(), TimeUnit.SECONDS)).isTrue();
    caller.interrupt();
    await().atMost(SOON).until(() -> !caller.isAlive());

    answers.countDown();

    assertThat(closed.await(SOON.toSeconds(), TimeUnit.SECONDS)).isTrue();
  }

  private static DriverContext context() {
    return CameraSystem.open().context("");
  }

  private final class Late implements PublishingDriver {
    @Override
    public Set<String> schemes() {
      return Set.of("late");
    }

    @Override
    public FrameSource open(CameraUri uri, DriverContext context) throws IOException {
      throw new IOException("nobody publishes");
    }

    @Override
    public PublishPoint publishPoint(CameraUri uri, String cameraId, DriverContext context) {
      answerLate();
      return new UnusedPublishPoint(closed::countDown);
    }

    @Override
    public ReturnWatch watchForReturn(CameraUri uri, DriverContext context, Runnable returned) {
      answerLate();
      return closed::countDown;
    }

    private void answerLate() {
      asked.countDown();
      awaitStubbornly(answers);
    }
  }
}
