package io.zoetrope.app.config;

import io.zoetrope.app.log.LogLevel;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * All that can be set.
 *
 * @param cameras in the order to show them; the first is the one of {@code /video_feed}
 * @param ffmpeg the program to use instead of the bundled one
 * @param rpicam the program for the cameras of a Raspberry Pi, instead of the one that is found
 * @param plugins the folder with drivers that others wrote, instead of the usual one
 * @param work tasks and events
 * @param catalog where it is kept what happened
 * @param logLevel how much is written to the log
 */
public record Config(
    ServerConfig server,
    List<CameraConfig> cameras,
    Optional<Path> ffmpeg,
    Optional<Path> rpicam,
    Optional<Path> plugins,
    TasksConfig work,
    CatalogConfig catalog,
    LogLevel logLevel) {
  public static final Config STANDARD =
      new Config(
          ServerConfig.STANDARD,
          List.of(),
          Optional.empty(),
          Optional.empty(),
          Optional.empty(),
          TasksConfig.STANDARD,
          CatalogConfig.STANDARD,
          LogLevel.INFO);

  public Config {
    cameras = List.copyOf(cameras);
  }

  public Config withServer(ServerConfig changed) {
    return new Config(changed, cameras, ffmpeg, rpicam, plugins, work, catalog, logLevel);
  }

  public Config withFfmpeg(Path changed) {
    return new Config(
        server, cameras, Optional.of(changed), rpicam, plugins, work, catalog, logLevel);
  }

  public Config withRpicam(Path changed) {
    return new Config(
        server, cameras, ffmpeg, Optional.of(changed), plugins, work, catalog, logLevel);
  }

  public Config withPlugins(Path changed) {
    return new Config(
        server, cameras, ffmpeg, rpicam, Optional.of(changed), work, catalog, logLevel);
  }

  public Config withWork(TasksConfig changed) {
    return new Config(server, cameras, ffmpeg, rpicam, plugins, changed, catalog, logLevel);
  }

  public Config withCatalog(CatalogConfig changed) {
    return new Config(server, cameras, ffmpeg, rpicam, plugins, work, changed, logLevel);
  }

  public Config withLogLevel(LogLevel changed) {
    return new Config(server, cameras, ffmpeg, rpicam, plugins, work, catalog, changed);
  }

  /** Adds the cameras; one of the same name takes the other's place. */
  public Config withCameras(List<CameraConfig> added) {
    List<CameraConfig> all = new ArrayList<>(cameras);
    for (CameraConfig camera : added) {
      all.removeIf(present -> present.id().equals(camera.id()));
      all.add(camera);
    }
    return new Config(server, all, ffmpeg, rpicam, plugins, work, catalog, logLevel);
  }
}
