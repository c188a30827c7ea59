package io.zoetrope.core.camera;

import io.zoetrope.core.driver.BadCameraUriException;
import io.zoetrope.core.driver.CameraControls;
import io.zoetrope.core.driver.CameraUri;
import io.zoetrope.core.driver.DriverContext;
import io.zoetrope.core.driver.FrameSource;
import io.zoetrope.core.driver.ReturnWatch;
import io.zoetrope.core.publish.PublishPoint;
import java.io.IOException;
import java.util.Optional;

/**
 * A camera by its URI, with its driver. Any thread.
 *
 * @param refusal what to say if it is a command, where no command may run
 */
public record DriverCamera(CameraUri uri, DriverGuard driver, Optional<String> refusal) {

  /**
   * Refuses a command where none may run.
   *
   * @throws BadCameraUriException when it is one
   * @throws IOException when the driver does not say whether it is one
   */
  public void checkCommand() throws IOException, InterruptedException {
    if (refusal.isPresent() && driver.runsCommands(uri)) {
      throw new BadCameraUriException(refusal.get());
    }
  }

  /**
   * Looks for mistakes in the URI.
   *
   * @return a sentence about what is missing at present, if anything is: the camera fails until it
   *     is there
   * @throws BadCameraUriException when the URI can never work
   */
  public Optional<String> check(DriverContext context) {
    try {
      checkCommand();
      return driver.check(uri, context);
    } catch (IOException e) {
      return Optional.of(String.valueOf(e.getMessage()));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return Optional.empty();
    }
  }

  /**
   * Where its pictures are published, if it waits for that; the caller's to close.
   *
   * @throws IOException when the driver fails
   */
  public Optional<PublishPoint> publishPoint(DriverContext context)
      throws IOException, InterruptedException {
    checkCommand();
    return driver.publishPoint(uri, context.cameraId(), context);
  }

  /** Opens it now; the caller closes the source. */
  public FrameSource open(DriverContext context) throws IOException, InterruptedException {
    checkCommand();
    return driver.open(uri, context);
  }

  /** Opens it whenever somebody watches, and knows what can be set about it. */
  public SourceOpener opener(DriverContext context) {
    return new Opener(this, context, controls(context));
  }

  private Optional<CameraControls> controls(DriverContext context) {
    try {
      checkCommand();
      return driver.controls(uri, context);
    } catch (IOException e) {
      return Optional.empty(); // As it says again when it is opened.
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return Optional.empty();
    }
  }

  private ReturnWatch watchForReturn(DriverContext context, Runnable returned) {
    try {
      checkCommand();
      return driver.watchForReturn(uri, context, returned);
    } catch (IOException e) {
      return ReturnWatch.NONE;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return ReturnWatch.NONE;
    }
  }

  private record Opener(
      DriverCamera camera, DriverContext context, Optional<CameraControls> controls)
      implements SourceOpener {

    @Override
    public FrameSource open() throws IOException, InterruptedException {
      return camera.open(context);
    }

    @Override
    public ReturnWatch watchForReturn(Runnable returned) {
      return camera.watchForReturn(context, returned);
    }
  }
}
