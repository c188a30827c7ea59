package io.zoetrope.core.camera;

import io.zoetrope.base.Closer;
import io.zoetrope.base.ForeignCode;
import io.zoetrope.base.Outcome;
import io.zoetrope.base.Outcome.Returned;
import io.zoetrope.base.Outcome.Threw;
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
import java.time.Duration;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;

/**
 * The one way for a camera to call its driver: whatever that throws, Errors included, is a failure
 * of this camera, and all that should be answered at once is given up after some seconds. A driver
 * that hangs for one camera is still asked for others, each of which has a guard of its own. Any
 * thread; only {@link #open} may take longer.
 */
public final class DriverGuard {
  private static final Duration LONGEST_ANSWER = Duration.ofSeconds(3);
  private static final System.Logger LOG = System.getLogger(DriverGuard.class.getName());

  private final CameraDriver driver;
  private final ForeignCode guard;
  private volatile @Nullable Boolean runsCommands;

  /** Guards the driver of a camera, which is to call it in no other way then. */
  public DriverGuard(CameraDriver driver) {
    this.driver = RedactingDriver.of(driver);
    this.guard = new ForeignCode("The driver " + driver.getClass().getName());
  }

  /**
   * Whether its URIs are commands.
   *
   * @throws IOException when the driver does not say
   */
  public boolean runsCommands(CameraUri uri) throws IOException, InterruptedException {
    Boolean known = runsCommands;
    if (known == null) {
      known = ask(uri, driver::runsCommands);
      runsCommands = known;
    }
    return known;
  }

  /**
   * Looks for mistakes in the URI.
   *
   * @return a sentence about what is missing at present, if anything is
   * @throws BadCameraUriException when the URI can never work
   */
  public Optional<String> check(CameraUri uri, DriverContext context) throws InterruptedException {
    try {
      boolean _ =
          ask(
              uri,
              () -> {
                driver.check(uri, context);
                return true;
              });
      return Optional.empty();
    } catch (IOException e) {
      return Optional.of(String.valueOf(e.getMessage()));
    }
  }

  /** Opens a source, the caller's to close. */
  public FrameSource open(CameraUri uri, DriverContext context)
      throws IOException, InterruptedException {
    return switch (ForeignCode.call(() -> Objects.requireNonNull(driver.open(uri, context)))) {
      case Returned<FrameSource>(FrameSource source) -> source;
      case Threw<FrameSource>(InterruptedException interrupted) -> throw interrupted;
      case Threw<FrameSource>(Throwable cause) -> throw explained(uri, cause);
    };
  }

  /**
   * Where the camera's pictures are published, if it waits for that; the caller's to close.
   *
   * @throws IOException when the driver fails
   */
  public Optional<PublishPoint> publishPoint(CameraUri uri, String cameraId, DriverContext context)
      throws IOException, InterruptedException {
    return driver instanceof PublishingDriver publishing
        ? Optional.of(askToOpen(uri, () -> publishing.publishPoint(uri, cameraId, context)))
        : Optional.empty();
  }

  /** What can be set about the camera; nothing where the driver does not say. */
  public Optional<CameraControls> controls(CameraUri uri, DriverContext context)
      throws InterruptedException {
    try {
      return ask(uri, () -> Objects.requireNonNull(driver.controls(uri, context)))
          .map(controls -> new GuardedControls(controls, uri));
    } catch (IOException | BadCameraUriException e) {
      LOG.log(System.Logger.Level.DEBUG, "{0}: no controls: {1}", uri.masked(), e.getMessage());
      return Optional.empty();
    }
  }

  /** Watches for the camera's return; nobody does where the driver fails. */
  public ReturnWatch watchForReturn(CameraUri uri, DriverContext context, Runnable returned)
      throws InterruptedException {
    try {
      ReturnWatch watch = askToOpen(uri, () -> driver.watchForReturn(uri, context, returned));
      return () -> end(watch);
    } catch (IOException | BadCameraUriException e) {
      LOG.log(
          System.Logger.Level.DEBUG,
          "{0}: its return is not noticed: {1}",
          uri.masked(),
          e.getMessage());
      return ReturnWatch.NONE;
    }
  }

  /** What to say of a driver that throws what it should not. */
  public static IOException failure(CameraUri uri, Throwable thrown) {
    return new IOException(
        "the camera's driver failed: " + uri.secrets().hideIn(ForeignCode.describe(thrown)),
        thrown);
  }

  private static void end(ReturnWatch watch) {
    try {
      // Not the driver's own guard: it may hang elsewhere.
      boolean _ =
          new ForeignCode("The end of a driver's watch")
              .getWithin(
                  LONGEST_ANSWER,
                  () -> {
                    watch.close();
                    return true;
                  },
                  false);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private <T> T ask(CameraUri uri, ForeignCode.Call<T> code)
      throws IOException, InterruptedException {
    return answer(uri, guard.callWithin(LONGEST_ANSWER, code));
  }

  /** As {@link #ask}, for what somebody has to close: what comes too late is closed at once. */
  private <T extends AutoCloseable> T askToOpen(CameraUri uri, ForeignCode.Call<T> code)
      throws IOException, InterruptedException {
    Closer tooLate = new Closer();
    boolean inTime = false;
    try {
      T opened =
          ask(
              uri,
              () -> {
                T made = Objects.requireNonNull(code.call());
                tooLate.add(Closer.within(LONGEST_ANSWER, "The end of what comes too late", made));
                return made;
              });
      inTime = true;
      return opened;
    } finally {
      if (!inTime) {
        tooLate.close();
      }
    }
  }

  /** What a driver has answered that was not called on this thread. */
  static <T> T answer(CameraUri uri, Outcome<T> outcome) throws IOException {
    return switch (outcome) {
      case Returned<T>(T value) -> value;
      case Threw<T>(Throwable cause) -> throw explained(uri, cause);
    };
  }

  private static IOException explained(CameraUri uri, Throwable cause) {
    return switch (cause) {
      case IOException said -> said;
      case BadCameraUriException refused -> throw refused;
      case TimeoutException late ->
          new IOException("the camera's driver " + late.getMessage(), late);
      default -> failure(uri, cause);
    };
  }
}
