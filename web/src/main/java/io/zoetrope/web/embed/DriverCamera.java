package io.zoetrope.web.embed;

import io.zoetrope.core.camera.MaskedDriver;
import io.zoetrope.core.camera.SourceOpener;
import io.zoetrope.core.driver.BadCameraUriException;
import io.zoetrope.core.driver.CameraControls;
import io.zoetrope.core.driver.CameraDriver;
import io.zoetrope.core.driver.CameraDrivers;
import io.zoetrope.core.driver.CameraUri;
import io.zoetrope.core.driver.DriverContext;
import io.zoetrope.core.driver.FrameSource;
import io.zoetrope.core.driver.ReturnWatch;
import io.zoetrope.core.publish.PublishPoint;
import io.zoetrope.core.publish.PublishingDriver;
import java.io.IOException;
import java.util.Optional;

/** A camera by its URI, opened by the driver that is on the class path. Any thread. */
record DriverCamera(CameraUri uri, CameraDriver driver) implements CameraMaker {
  private static final System.Logger LOG = System.getLogger(DriverCamera.class.getName());

  /**
   * Looks for the driver.
   *
   * @param commands whether URIs may be commands
   * @throws BadCameraUriException when there is none, or it may not be used
   */
  static DriverCamera of(CameraUri uri, boolean commands) {
    CameraDrivers drivers = CameraDrivers.installed();
    if (drivers.schemes().isEmpty()) {
      throw new BadCameraUriException(
          "there is no driver for '%s': add io.zoetrope:zoetrope-drivers to the class path"
              .formatted(uri));
    }
    CameraDriver driver = MaskedDriver.of(drivers.driverFor(uri));
    if (driver.runsCommands() && !commands) {
      throw new BadCameraUriException(
          "%s: runs a command on this machine: call allowCommands() first, if no stranger has a say in the camera's URI"
              .formatted(uri.scheme()));
    }
    return new DriverCamera(uri, driver);
  }

  @Override
  public Made make(String id, DriverContext context) {
    try {
      driver.check(uri, context);
    } catch (BadCameraUriException e) {
      throw new IllegalArgumentException("Camera %s: %s".formatted(id, e.getMessage()), e);
    } catch (IOException e) {
      LOG.log(System.Logger.Level.WARNING, "Camera {0}: {1}", id, e.getMessage());
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
