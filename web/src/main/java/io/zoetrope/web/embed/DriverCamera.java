package io.zoetrope.web.embed;

import io.zoetrope.core.camera.SourceOpener;
import io.zoetrope.core.driver.BadCameraUriException;
import io.zoetrope.core.driver.CameraControls;
import io.zoetrope.core.driver.CameraDriver;
import io.zoetrope.core.driver.CameraUri;
import io.zoetrope.core.driver.DriverContext;
import io.zoetrope.core.driver.FrameSource;
import io.zoetrope.core.driver.ReturnWatch;
import io.zoetrope.core.publish.PublishPoint;
import io.zoetrope.core.publish.PublishingDriver;
import java.io.IOException;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A camera by its URI, opened by a driver. Any thread. */
record DriverCamera(CameraUri uri, CameraDriver driver) implements CameraFactory {
  private static final Logger LOG = LoggerFactory.getLogger(LiveCameras.class);

  @Override
  public Made make(String id, DriverContext context) {
    try {
      driver.check(uri, context);
    } catch (BadCameraUriException e) {
      throw new IllegalArgumentException("Camera %s: %s".formatted(id, e.getMessage()), e);
    } catch (IOException e) {
      LOG.warn("Camera {}: {}", id, e.getMessage());
    }
    if (driver instanceof PublishingDriver publishing) {
      PublishPoint point = publishing.publishPoint(uri, id, context);
      return new Made(point::open, Optional.of(point));
    }
    Optional<CameraControls> controls = driver.controls(uri, context);
    return Made.of(
        new SourceOpener() {
          @Override
          public FrameSource open() throws IOException, InterruptedException {
            return driver.open(uri, context);
          }

          @Override
          public ReturnWatch watchForReturn(Runnable returned) {
            return driver.watchForReturn(uri, context, returned);
          }

          @Override
          public Optional<CameraControls> controls() {
            return controls;
          }
        });
  }
}
