package io.zoetrope.app;

import io.zoetrope.app.config.CameraConfig;
import io.zoetrope.core.camera.Camera;
import io.zoetrope.core.camera.CameraEnvironment;
import io.zoetrope.core.camera.CameraTimings;
import io.zoetrope.core.camera.Cameras;
import io.zoetrope.core.camera.SourceOpener;
import io.zoetrope.core.media.FrameFactory;
import io.zoetrope.core.publish.PublishPoint;
import io.zoetrope.core.publish.PublishPoints;
import io.zoetrope.core.rendition.OverlaidOpener;
import io.zoetrope.core.rendition.TranscoderProvider;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The cameras of a configuration, with what stands around them. Any thread may close it, which
 * waits until every device is free.
 */
final class ConfiguredCameras implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(ConfiguredCameras.class);

  private final Sources sources;
  private final PublishPoints points;
  private final Optional<TranscoderProvider> transcoders;
  private final CameraEnvironment environment;
  private final Cameras cameras;
  private final Map<String, String> shownSources = new LinkedHashMap<>();

  /**
   * Makes them; none is opened. Their URIs were checked.
   *
   * @param points is given where pictures are published
   */
  ConfiguredCameras(
      List<CameraConfig> configs,
      Sources sources,
      PublishPoints points,
      Optional<TranscoderProvider> transcoders,
      CameraEnvironment environment) {
    this.sources = sources;
    this.points = points;
    this.transcoders = transcoders;
    this.environment = environment;
    List<Camera> all = new ArrayList<>();
    for (CameraConfig config : configs) {
      all.add(camera(config));
      shownSources.put(config.id(), config.source().masked());
    }
    this.cameras = new Cameras(all);
  }

  Cameras cameras() {
    return cameras;
  }

  /** By camera id, where its pictures come from, without secrets. */
  Map<String, String> shownSources() {
    return shownSources;
  }

  @Override
  public void close() {
    cameras.close();
  }

  private Camera camera(CameraConfig config) {
    FrameFactory frames = sources.newFrames();
    Optional<PublishPoint> point = publishPoint(config, frames);
    SourceOpener plain =
        point
            .<SourceOpener>map(published -> published::open)
            .orElseGet(() -> sources.opener(config.id(), config.source(), config.origin(), frames));
    Camera camera =
        new Camera(
            config.name(),
            overlaid(plain, config, frames),
            frames,
            CameraTimings.STANDARD.withLinger(config.linger()),
            environment);
    point.ifPresent(published -> points.add(config.id(), published, camera::retryNow));
    return camera;
  }

  /** None for a driver that fails; what it says is shown when the camera is opened. */
  private Optional<PublishPoint> publishPoint(CameraConfig config, FrameFactory frames) {
    try {
      return sources.publishPoint(config.source(), config.id(), frames);
    } catch (IOException e) {
      LOG.warn("{}: {}", config.id(), e.getMessage());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    return Optional.empty();
  }

  private SourceOpener overlaid(SourceOpener plain, CameraConfig config, FrameFactory frames) {
    return config
        .overlay()
        .<SourceOpener>map(
            text -> new OverlaidOpener(plain, config.name().painted(), text, transcoders, frames))
        .orElse(plain);
  }
}
