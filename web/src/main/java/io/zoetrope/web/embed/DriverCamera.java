package io.zoetrope.web.embed;

import io.zoetrope.core.camera.DriverGuard;
import io.zoetrope.core.camera.SourceOpener;
import io.zoetrope.core.driver.BadCameraUriException;
import io.zoetrope.core.driver.CameraControls;
import io.zoetrope.core.driver.CameraUri;
import io.zoetrope.core.driver.DriverContext;
import io.zoetrope.core.driver.FrameSource;
import io.zoetrope.core.driver.ReturnWatch;
import io.zoetrope.core.publish.PublishPoint;
import java.io.IOException;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A camera by its URI, opened by a driver. Any thread.
 *
 * @param commands whether it may be one that runs commands
 */
record DriverCamera(CameraUri uri, DriverGuard driver, boolean commands) implements CameraFactory {
  private static final Logger LOG = LoggerFactory.getLogger(LiveCameras.class);

  @Override
  public Made make(String id, DriverContext context) {
    try {
      driver.check(uri, context).ifPresent(missing -> LOG.warn("Camera {}: {}", id, missing));
      Optional<PublishPoint> point = driver.publishPoint(uri, id, context);
      if (point.isPresent()) {
        return new Made(point.get()::open, point);
      }
      return Made.of(new Opener(context, driver.controls(uri, context)));
    } catch (BadCameraUriException e) {
      throw new IllegalArgumentException("Camera %s: %s".formatted(id, e.getMessage()), e);
    } catch (IOException e) {
      LOG.warn("Camera {}: {}", id, e.getMessage());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    return Made.of(new Opener(context, Optional.empty()));
  }

  /**
   * Refuses a command where none may run.
   *
   * @throws IOException when the driver does not say whether it is one
   */
  void checkCommand() throws IOException, InterruptedException {
    if (!commands && driver.runsCommands(uri)) {
      throw new BadCameraUriException(
          "%s: runs a command on this machine: call allowCommands() first, if no stranger has a say in the camera's URI"
              .formatted(uri.scheme()));
    }
  }

  private final class Opener implements SourceOpener {
    private final DriverContext context;
    private final Optional<CameraControls> controls;

    Opener(DriverContext context, Optional<CameraControls> controls) {
      this.context = context;
      this.controls = controls;
    }

    @Override
    public FrameSource open() throws IOException, InterruptedException {
      checkCommand();
      return driver.open(uri, context);
    }

    @Override
    public ReturnWatch watchForReturn(Runnable returned) {
      try {
        return driver.watchForReturn(uri, context, returned);
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        return ReturnWatch.NONE;
      }
    }

    @Override
    public Optional<CameraControls> controls() {
      return controls;
    }
  }
}
