package io.zoetrope.core.camera;

import io.zoetrope.core.media.Frame;
import io.zoetrope.core.publish.PublishingDriver;
import io.zoetrope.core.secret.Secrets;
import io.zoetrope.core.source.BadCameraUriException;
import io.zoetrope.core.source.CameraControl;
import io.zoetrope.core.source.CameraControls;
import io.zoetrope.core.source.CameraDriver;
import io.zoetrope.core.source.CameraUri;
import io.zoetrope.core.source.ControlRefusedException;
import io.zoetrope.core.source.DriverContext;
import io.zoetrope.core.source.FrameSource;
import io.zoetrope.core.source.LoginRefusedException;
import io.zoetrope.core.source.ReturnWatch;
import io.zoetrope.core.source.SourceEndedException;
import io.zoetrope.core.source.SourceOpener;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * A driver that others wrote: what it says of a failure goes on without the secrets of the camera's
 * address. Any thread, as the driver itself.
 */
public final class RedactingDriver implements CameraDriver {
  private static final String OWN_PACKAGES = "io.zoetrope.";

  private final CameraDriver driver;

  private RedactingDriver(CameraDriver driver) {
    this.driver = driver;
  }

  /** The driver itself if it is one of ours, which mask what they repeat. */
  public static CameraDriver of(CameraDriver driver) {
    boolean ours = driver.getClass().getName().startsWith(OWN_PACKAGES);
    return ours || driver instanceof PublishingDriver ? driver : new RedactingDriver(driver);
  }

  /** Opens a source of frames that others wrote. */
  public static FrameSource open(SourceOpener opener) throws IOException, InterruptedException {
    try {
      return new Source(opener.open(), Secrets.NONE);
    } catch (IOException e) {
      throw failure(e, Secrets.NONE);
    }
  }

  /** What somebody else's code failed with. */
  public static IOException failure(IOException thrown, Secrets secrets) {
    if (thrown.getMessage() == null) {
      return thrown;
    }
    String message = secrets.hideIn(thrown.getMessage());
    return switch (thrown) {
      case LoginRefusedException _ -> new LoginRefusedException(message);
      case SourceEndedException _ -> new SourceEndedException(message);
      case ControlRefusedException _ -> new ControlRefusedException(message);
      default -> new IOException(message, thrown);
    };
  }

  @Override
  public Set<String> schemes() {
    return driver.schemes();
  }

  @Override
  public boolean runsCommands() {
    return driver.runsCommands();
  }

  @Override
  public void check(CameraUri uri, DriverContext context) throws IOException {
    try {
      driver.check(uri, context);
    } catch (BadCameraUriException e) {
      throw refusal(uri, e);
    } catch (IOException e) {
      throw failure(e, uri.secrets());
    }
  }

  @Override
  public FrameSource open(CameraUri uri, DriverContext context)
      throws IOException, InterruptedException {
    try {
      return new Source(driver.open(uri, context), uri.secrets());
    } catch (BadCameraUriException e) {
      throw refusal(uri, e);
    } catch (IOException e) {
      throw failure(e, uri.secrets());
    }
  }

  @Override
  public Optional<CameraControls> controls(CameraUri uri, DriverContext context) {
    return driver.controls(uri, context).map(controls -> new Controls(controls, uri.secrets()));
  }

  @Override
  public ReturnWatch watchForReturn(CameraUri uri, DriverContext context, Runnable returned) {
    return driver.watchForReturn(uri, context, returned);
  }

  private static BadCameraUriException refusal(CameraUri uri, BadCameraUriException refused) {
    return new BadCameraUriException(uri.secrets().hideIn(String.valueOf(refused.getMessage())));
  }

  private record Source(FrameSource source, Secrets secrets) implements FrameSource {
    @Override
    public Frame read() throws IOException, InterruptedException {
      try {
        return source.read();
      } catch (IOException e) {
        throw failure(e, secrets);
      }
    }

    @Override
    public Duration maxSilence() {
      return source.maxSilence();
    }

    @Override
    public String description() {
      return source.description();
    }

    @Override
    public Optional<Boolean> passesThrough() {
      return source.passesThrough();
    }

    @Override
    public void close() {
      source.close();
    }
  }

  private record Controls(CameraControls controls, Secrets secrets) implements CameraControls {
    @Override
    public List<CameraControl> list() throws IOException {
      try {
        return controls.list();
      } catch (IOException e) {
        throw failure(e, secrets);
      }
    }

    @Override
    public void set(String name, long value) throws IOException {
      try {
        controls.set(name, value);
      } catch (IOException e) {
        throw failure(e, secrets);
      }
    }
  }
}
