package io.zoetrope.app;

import io.zoetrope.app.config.DriverConfig;
import io.zoetrope.app.config.Origin;
import io.zoetrope.app.config.StreamConfig;
import io.zoetrope.app.plugins.Plugins;
import io.zoetrope.core.CameraSystem;
import io.zoetrope.core.CameraSystemBuilder;
import io.zoetrope.core.camera.DriverCamera;
import io.zoetrope.core.source.BadCameraUriException;
import io.zoetrope.core.source.CameraDriver;
import io.zoetrope.core.source.CameraUri;
import io.zoetrope.drivers.rpicam.RpicamDriver;
import io.zoetrope.ffmpeg.FfmpegProgram;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;

/** Finds the driver of each camera's URI. Any thread. Close it when all cameras are closed. */
public final class Sources implements AutoCloseable {
  private final DriverConfig config;
  private final Plugins plugins;
  private final ConcurrentMap<Asked, DriverCamera> cameras = new ConcurrentHashMap<>();

  private record Asked(CameraUri uri, Origin origin) {}

  public Sources(DriverConfig config) {
    this.config = config;
    this.plugins = Plugins.load(config.plugins());
  }

  public List<String> faults() {
    return plugins.faults();
  }

  /** Begins a system of cameras whose drivers know what the user has set. */
  public CameraSystemBuilder newSystem() {
    CameraSystemBuilder system = CameraSystem.builder();
    config.ffmpeg().ifPresent(path -> system.setting(FfmpegProgram.SETTING, path.toString()));
    config.rpicam().ifPresent(path -> system.setting(RpicamDriver.SETTING, path.toString()));
    return system;
  }

  /** As {@link #camera(CameraUri, Origin)}, for what the configuration names. */
  public DriverCamera camera(StreamConfig stream) {
    return camera(stream.uri(), stream.origin());
  }

  /** The one way to a driver, so that no command is run for one who may not. */
  public DriverCamera camera(CameraUri uri, Origin origin) {
    return cameras.computeIfAbsent(
        new Asked(uri, origin),
        _ -> new DriverCamera(uri, driver(uri), refusalOfCommands(uri, origin)));
  }

  @Override
  public void close() {
    plugins.close();
  }

  private static Optional<String> refusalOfCommands(CameraUri uri, Origin origin) {
    return origin == Origin.CONFIGURATION_FILE
        ? Optional.empty()
        : Optional.of(
            "%1$s: runs a command on this machine, so it is taken from the configuration file only: write it in zoetrope.yaml under cameras:, as in  door: '%1$s:…'"
                .formatted(uri.scheme()));
  }

  /** If a plugin is broken, an unknown kind of camera may be that plugin's. */
  private CameraDriver driver(CameraUri uri) {
    try {
      return plugins.drivers().driverFor(uri);
    } catch (BadCameraUriException e) {
      if (faults().isEmpty()) {
        throw e;
      }
      return new MissingDriver(
          "%s; besides, %s".formatted(e.getMessage(), String.join("; ", faults())));
    }
  }
}
