package io.zoetrope.core.camera;

import static io.zoetrope.base.fixture.Latches.awaitOrLeave;
import static org.assertj.core.api.Assertions.assertThat;

import io.zoetrope.core.stream.Subscription;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** One opening of a source. */
@Timeout(60)
class CaptureSessionTest {

  @Test
  void theNextOpeningNeedNotWaitUntilAllHaveHeardOfTheFailure() {
    CountDownLatch shown = new CountDownLatch(1);
    CountDownLatch mayGoOn = new CountDownLatch(1);
    try (CameraRig rig = new CameraRig()) {
      rig.device.failsToOpen("there is no such device");
      Subscription slow =
          rig.join((_, _) -> {
            shown.countDown();
            awaitOrLeave(mayGoOn);
          });
      awaitOrLeave(shown);
      assertThat(rig.openings()).isEqualTo(1);

      rig.camera.retryNow();

      CameraRig.until(() -> rig.openings() == 2);
      mayGoOn.countDown();
      slow.close();
    }
  }
}
