package io.zoetrope.core.camera;

import static org.assertj.core.api.Assertions.assertThat;

import io.zoetrope.core.media.Frame;
import io.zoetrope.testing.SettableClock;
import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;

/** One opening of a source. */
class CaptureSessionTest {

  @Test
  void theNextOpeningNeedNotWaitUntilAllHaveHeardOfTheFailure() throws Exception {
    CountDownLatch heard = new CountDownLatch(1);
    CaptureSession.Listener slow =
        new CaptureSession.Listener() {
          @Override
          public void captured(CaptureSession session, Frame frame) {
            frame.release();
          }

          @Override
          public void ended(CaptureSession session, SessionEnd end, String reason) {
            try {
              heard.await();
            } catch (InterruptedException e) {
              Thread.currentThread().interrupt();
            }
          }
        };
    SourceOpener failing =
        () -> {
          throw new IOException("there is no such device");
        };
    DeviceTurns device = new DeviceTurns();
    CaptureSession session =
        new CaptureSession(
            failing, slow, device, Thread.ofPlatform().daemon().factory(), new SettableClock(), 1);

    session.start();

    assertThat(device.awaitFree(Duration.ofSeconds(20))).as("the device is free").isTrue();
    heard.countDown();
  }
}
