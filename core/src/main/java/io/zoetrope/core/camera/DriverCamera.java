package io.zoetrope.core.camera;

import io.zoetrope.base.Closer;
import io.zoetrope.base.ForeignCode;
import io.zoetrope.base.Outcome;
import io.zoetrope.base.Outcome.Returned;
import io.zoetrope.base.Outcome.Threw;
import io.zoetrope.core.publish.PublishPoint;
import io.zoetrope.core.publish.PublishingDriver;
import io.zoetrope.core.source.BadCameraUriException;
import io.zoetrope.core.source.CameraControls;
import io.zoetrope.core.source.CameraDriver;
import io.zoetrope.core.source.CameraUri;
import io.zoetrope.core.source.DriverContext;
import io.zoetrope.core.source.FrameSource;
import io.zoetrope.core.source.RedactedSource;
import io.zoetrope.core.source.ReturnWatch;
import io.zoetrope.core.source.SourceOpener;
import java.io.IOException;
import java.time.Duration;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeoutException;

/**
 * A camera by its URI, and the one way to call its driver: whatever that throws, Errors included,
 * is a failure of this camera, and all that should be answered at once is given up after some
 * seconds. A driver that hangs for one camera is still asked for others. Any thread; only {@link
 * #open} may take longer.
 */
public final class DriverCamera {
  private static final Duration LONGEST_ANSWER = Duration.ofSeconds(3);
  private static final System.Logger LOG = System.getLogger(DriverCamera.class.getName());

  private final CameraUri uri;
  private final CameraDriver driver;

  /** Ours mask what they repeat. What others say goes on without the address's secrets. */
  private final boolean ours;

  private final Optional<String> refusal;
  private final ForeignCode guard;
  private volatile boolean harmless;

  /**
   * A camera that calls its driver in no other way from now on.
   *
   * @param refusal what to say if it is a command, where no command may run
   */
  public DriverCamera(CameraUri uri, CameraDriver driver, Optional<String> refusal) {
    this.uri = uri;
    this.driver = driver;
    this.ours = driver.getClass().getName().startsWith("io.zoetrope.");
    this.refusal = refusal;
    this.guard = new ForeignCode("The driver " + driver.getClass().getName());
  }

  /** Where it is. */
  public CameraUri uri() {
    return uri;
  }

  /**
   * Refuses a command where none may run.
   *
   * @throws BadCameraUriException when it is one
   * @throws IOException when the driver does not say whether it is one
   */
  public void checkCommand() throws IOException, InterruptedException {
    if (refusal.isPresent() && !harmless) {
      if (ask(driver::runsCommands)) {
        throw new BadCameraUriException(refusal.get());
      }
      harmless = true;
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
      return ask(() -> {
        driver.check(uri, context);
        return Optional.empty();
      });
    } catch (IOException e) {
      return Optional.of(String.valueOf(e.getMessage()));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return Optional.empty();
    }
  }

  /**
   * As {@link #check}, for a sub-stream.
   *
   * @throws BadCameraUriException also when pictures are published to it
   */
  public Optional<String> checkSmall(DriverContext context) {
    if (driver instanceof PublishingDriver) {
      throw new BadCameraUriException(
          "nobody can publish to a sub-stream: make it a camera of its own");
    }
    return check(context);
  }

  /**
   * Where its pictures are published, if it waits for that; the caller's to close.
   *
   * @throws BadCameraUriException when it is a command, and none may run
   * @throws IOException when the driver fails
   */
  public Optional<PublishPoint> publishPoint(DriverContext context)
      throws IOException, InterruptedException {
    checkCommand();
    return driver instanceof PublishingDriver publishing
        ? Optional.of(askToOpen(() -> publishing.publishPoint(uri, context.cameraId(), context)))
        : Optional.empty();
  }

  /** Opens it now; the source is the caller's to close. */
  public FrameSource open(DriverContext context) throws IOException, InterruptedException {
    checkCommand();
    return switch (ForeignCode.call(() -> Objects.requireNonNull(driver.open(uri, context)))) {
      case Returned<FrameSource>(FrameSource source) ->
          ours ? source : new RedactedSource(source, uri.secrets());
      case Threw<FrameSource>(InterruptedException interrupted) -> throw interrupted;
      case Threw<FrameSource>(Throwable cause) -> throw explained(cause);
    };
  }

  /** Opens it whenever somebody watches, and knows what can be set about it, if that is known. */
  public SourceOpener opener(DriverContext context) {
    Optional<CameraControls> controls =
        askOr(
            Optional.empty(),
            "no controls",
            () -> ask(() -> Objects.requireNonNull(driver.controls(uri, context))));
    return new Opener(this, context, controls.map(known -> new GuardedControls(known, this)));
  }

  /** Watches for the camera's return; nobody does where the driver fails. */
  ReturnWatch watchForReturn(DriverContext context, Runnable returned) {
    return askOr(
        ReturnWatch.NONE,
        "its return is not noticed",
        () -> {
          ReturnWatch watch = askToOpen(() -> driver.watchForReturn(uri, context, returned));
          // Not the driver's own guard: it may hang elsewhere.
          ForeignCode end = new ForeignCode("The end of a driver's watch");
          return () -> end.runWithin(LONGEST_ANSWER, watch::close);
        });
  }

  /** What to say of a driver that throws what it should not. */
  public static IOException failure(CameraUri uri, Throwable thrown) {
    return new IOException(
        "the camera's driver failed: " + uri.secrets().hideIn(ForeignCode.describe(thrown)),
        thrown);
  }

  /** For what a camera can do without. */
  private <T> T askOr(T otherwise, String consequence, Callable<T> question) {
    try {
      checkCommand();
      return question.call();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } catch (Exception e) {
      LOG.log(
          System.Logger.Level.DEBUG, "{0}: {1}: {2}", uri.masked(), consequence, e.getMessage());
    }
    return otherwise;
  }

  private <T> T ask(ForeignCode.Call<T> code) throws IOException, InterruptedException {
    return answer(guard.callWithin(LONGEST_ANSWER, code));
  }

  /** As {@link #ask}, for what somebody has to close: what comes too late is closed at once. */
  private <T extends AutoCloseable> T askToOpen(ForeignCode.Call<T> code)
      throws IOException, InterruptedException {
    Closer tooLate = new Closer();
    try {
      return ask(() -> {
        T made = Objects.requireNonNull(code.call());
        tooLate.add(Closer.within(LONGEST_ANSWER, "The end of what comes too late", made));
        return made;
      });
    } catch (Throwable e) {
      tooLate.close();
      throw e;
    }
  }

  /** What a driver has answered that was not called on this thread. */
  <T> T answer(Outcome<T> outcome) throws IOException {
    return switch (outcome) {
      case Returned<T>(T value) -> value;
      case Threw<T>(Throwable cause) -> throw explained(cause);
    };
  }

  private IOException explained(Throwable cause) {
    return switch (cause) {
      case IOException said -> ours ? said : RedactedSource.failure(said, uri.secrets());
      case BadCameraUriException refused when ours -> throw refused;
      case BadCameraUriException refused ->
          throw new BadCameraUriException(
              uri.secrets().hideIn(String.valueOf(refused.getMessage())));
      case TimeoutException late ->
          new IOException("the camera's driver " + late.getMessage(), late);
      default -> failure(uri, cause);
    };
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
