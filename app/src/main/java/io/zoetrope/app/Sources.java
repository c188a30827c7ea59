package io.zoetrope.app;

import io.netty.buffer.PooledByteBufAllocator;
import io.zoetrope.app.config.Config;
import io.zoetrope.app.config.Origin;
import io.zoetrope.app.plugins.Plugins;
import io.zoetrope.core.camera.DriverGuard;
import io.zoetrope.core.camera.SourceOpener;
import io.zoetrope.core.driver.BadCameraUriException;
import io.zoetrope.core.driver.CameraControls;
import io.zoetrope.core.driver.CameraDriver;
import io.zoetrope.core.driver.CameraUri;
import io.zoetrope.core.driver.DriverContext;
import io.zoetrope.core.driver.FrameSource;
import io.zoetrope.core.driver.ReturnWatch;
import io.zoetrope.core.media.FrameFactory;
import io.zoetrope.core.publish.PublishPoint;
import io.zoetrope.core.time.Timekeeper;
import io.zoetrope.drivers.ffmpeg.FfmpegProgram;
import io.zoetrope.drivers.rpicam.RpicamDriver;
import java.io.IOException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Opens sources by their URIs. Any thread; opening blocks. Close it when all sources are closed.
 */
public final class Sources implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(Sources.class);

  private final Plugins plugins;
  private final ConcurrentMap<CameraUri, DriverGuard> guards = new ConcurrentHashMap<>();
  private final Timekeeper time;
  private final Map<String, String> settings;

  /** Finds the drivers on the class path and among the plugins. */
  public Sources(Timekeeper time, Config config) {
    this.plugins = Plugins.load(config.plugins());
    this.time = time;
    this.settings = settings(config);
  }

  /** A sentence for each driver that was found but cannot be used. */
  public List<String> faults() {
    return plugins.faults();
  }

  /** Makes the frames of one camera. */
  public FrameFactory newFrames() {
    return new FrameFactory(PooledByteBufAllocator.DEFAULT, time);
  }

  /**
   * Looks for mistakes in the URI.
   *
   * @return a sentence about what is missing at present, if anything is: the camera fails until it
   *     is there
   * @throws BadCameraUriException when the URI can never work
   */
  public Optional<String> check(CameraUri uri, Origin origin) {
    try {
      return driverFor(uri, origin).check(uri, context(newFrames()));
    } catch (IOException e) {
      return Optional.of(String.valueOf(e.getMessage()));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return Optional.empty();
    }
  }

  /**
   * Where the camera's pictures are published, if it waits for that; the caller's to close.
   *
   * @throws IOException when the driver fails
   */
  public Optional<PublishPoint> publishPoint(CameraUri uri, String cameraId, FrameFactory frames)
      throws IOException, InterruptedException {
    return driverFor(uri).publishPoint(uri, cameraId, context(frames));
  }

  /** Opens the source; the caller closes it. */
  public FrameSource open(CameraUri uri, Origin origin, FrameFactory frames)
      throws IOException, InterruptedException {
    return open(uri, origin, context(frames));
  }

  private FrameSource open(CameraUri uri, Origin origin, DriverContext context)
      throws IOException, InterruptedException {
    return driverFor(uri, origin).open(uri, context);
  }

  @Override
  public void close() {
    plugins.close();
  }

  /** The one way to a driver, so that no command is run for one who may not. */
  private DriverGuard driverFor(CameraUri uri, Origin origin)
      throws IOException, InterruptedException {
    DriverGuard driver = driverFor(uri);
    if (driver.runsCommands(uri) && origin != Origin.CONFIGURATION_FILE) {
      throw new BadCameraUriException(
          "%1$s: runs a command on this machine, so it is taken from the configuration file only: write it in zoetrope.yaml under cameras:, as in  door: '%1$s:…'"
              .formatted(uri.scheme()));
    }
    return driver;
  }

  /** Where a plugin is broken, a kind of camera that nobody knows may be that plugin's. */
  private DriverGuard driverFor(CameraUri uri) throws IOException {
    try {
      CameraDriver driver = plugins.drivers().driverFor(uri);
      return guards.computeIfAbsent(uri, _ -> new DriverGuard(driver));
    } catch (BadCameraUriException e) {
      if (faults().isEmpty()) {
        throw e;
      }
      throw new IOException(
          "%s; besides, %s".formatted(e.getMessage(), String.join("; ", faults())), e);
    }
  }

  private static Map<String, String> settings(Config config) {
    Map<String, String> settings = new HashMap<>();
    config.ffmpeg().ifPresent(path -> settings.put(FfmpegProgram.SETTING, path.toString()));
    config.rpicam().ifPresent(path -> settings.put(RpicamDriver.SETTING, path.toString()));
    return settings;
  }

  /** Opens the source whenever it is told to, and knows what can be set about the camera. */
  SourceOpener opener(String cameraId, CameraUri uri, Origin origin, FrameFactory frames) {
    DriverContext context = new DriverContext(frames, time, settings, cameraId);
    Optional<CameraControls> controls = controls(uri, origin, context);
    return new SourceOpener() {
      @Override
      public FrameSource open() throws IOException, InterruptedException {
        return Sources.this.open(uri, origin, context);
      }

      @Override
      public ReturnWatch watchForReturn(Runnable returned) {
        return Sources.this.watchForReturn(uri, origin, context, returned);
      }

      @Override
      public Optional<CameraControls> controls() {
        return controls;
      }
    };
  }

  private ReturnWatch watchForReturn(
      CameraUri uri, Origin origin, DriverContext context, Runnable returned) {
    try {
      return driverFor(uri, origin).watchForReturn(uri, context, returned);
    } catch (IOException e) {
      LOG.debug("{}: its return is not noticed: {}", uri.masked(), e.getMessage());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    return ReturnWatch.NONE;
  }

  private Optional<CameraControls> controls(CameraUri uri, Origin origin, DriverContext context) {
    try {
      return driverFor(uri, origin).controls(uri, context);
    } catch (IOException e) {
      LOG.debug("{}: no controls: {}", uri.masked(), e.getMessage());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    return Optional.empty();
  }

  private DriverContext context(FrameFactory frames) {
    return new DriverContext(frames, time, settings);
  }
}
