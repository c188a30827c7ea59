package io.zoetrope.core.camera;

import io.zoetrope.core.camera.CameraState.Retrying;
import io.zoetrope.core.media.Frame;
import io.zoetrope.core.media.FrameBuilder;
import io.zoetrope.core.media.FrameFactory;
import io.zoetrope.core.media.Jpeg;
import io.zoetrope.core.source.FrameSource;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** On a busy machine a camera may be back before the placeholder for its failure is painted. */
@Timeout(120)
class LatePlaceholderTest {
  private static final String PICTURE = "the camera is back";

  private final CountDownLatch pictureTaken = new CountDownLatch(1);
  private final CountDownLatch placeholderSeen = new CountDownLatch(1);
  private final CountDownLatch over = new CountDownLatch(1);
  private final AtomicInteger openings = new AtomicInteger();

  @Test
  void itsFirstPictureIsShownAllTheSame() {
    try (CameraRig rig = new CameraRig(this::open, this::stateChanged)) {
      Watcher viewer = rig.joins();
      CameraRig.until(() -> rig.camera.state() instanceof Retrying);
      rig.passesUntilNextAttempt();

      viewer.awaitSeeing("placeholder");
      placeholderSeen.countDown();
      viewer.awaitSeeing(PICTURE);
      over.countDown();
    }
  }

  /** Holds up the thread that will paint. */
  private void stateChanged(String camera, CameraState before, CameraState after) {
    if (after instanceof Retrying) {
      await(pictureTaken);
    }
  }

  private FrameSource open(FrameFactory frames) throws IOException {
    if (openings.getAndIncrement() == 0) {
      throw new IOException("unplugged");
    }
    return new OddSource(() -> {
      if (pictureTaken.getCount() == 0) {
        over.await();
        throw new IOException("the test is over");
      }
      Frame picture = picture(frames);
      pictureTaken.countDown();
      placeholderSeen.await();
      return picture;
    });
  }

  private static Frame picture(FrameFactory frames) {
    try (FrameBuilder builder = frames.begin(100)) {
      builder.buffer().writeBytes(PICTURE.getBytes(StandardCharsets.UTF_8));
      return builder.finish(new Jpeg(640, 360));
    }
  }

  private static void await(CountDownLatch latch) {
    try {
      latch.await();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
