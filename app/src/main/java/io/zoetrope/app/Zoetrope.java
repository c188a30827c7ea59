package io.zoetrope.app;

import io.zoetrope.app.config.BadConfigException;
import io.zoetrope.app.config.CameraConfig;
import io.zoetrope.app.config.Config;
import io.zoetrope.core.camera.Camera;
import io.zoetrope.core.camera.CameraEnvironment;
import io.zoetrope.core.camera.CameraTimings;
import io.zoetrope.core.camera.Cameras;
import io.zoetrope.core.camera.SourceOpener;
import io.zoetrope.core.driver.BadCameraUriException;
import io.zoetrope.core.frame.FrameFactory;
import io.zoetrope.core.frame.FrameFiles;
import io.zoetrope.core.rendition.OverlaidOpener;
import io.zoetrope.core.rendition.RenditionEnvironment;
import io.zoetrope.core.rendition.Renditions;
import io.zoetrope.core.rendition.TranscoderProvider;
import io.zoetrope.core.time.SystemTimekeeper;
import io.zoetrope.web.WebOptions;
import io.zoetrope.web.WebServer;
import io.zoetrope.web.mjpeg.MultipartEnvelope;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.ServiceLoader;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The whole server: cameras and web. Any thread may close it, which waits until every device is
 * free.
 */
public final class Zoetrope implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(Zoetrope.class);

  private final SystemTimekeeper time;
  private final FrameFiles files;
  private final Sources sources;
  private final Cameras cameras;
  private final Renditions renditions;
  private final WebServer web;

  private Zoetrope(
      SystemTimekeeper time,
      FrameFiles files,
      Sources sources,
      Cameras cameras,
      Renditions renditions,
      WebServer web) {
    this.time = time;
    this.files = files;
    this.sources = sources;
    this.cameras = cameras;
    this.renditions = renditions;
    this.web = web;
  }

  /**
   * Checks the configuration and starts to listen. No camera is opened before somebody watches.
   *
   * @throws BadConfigException when a camera's URI cannot be right
   * @throws IOException when the port cannot be had
   */
  public static Zoetrope start(Config config) throws IOException {
    SystemTimekeeper time = new SystemTimekeeper();
    FrameFiles files = FrameFiles.inSharedMemory();
    Sources sources = null;
    try {
      sources = new Sources(time, new MultipartEnvelope(), files, config);
      sources.faults().forEach(fault -> LOG.warn("{}", fault));
      Optional<TranscoderProvider> transcoders =
          ServiceLoader.load(TranscoderProvider.class).findFirst();
      CameraEnvironment environment = CameraEnvironment.standard(time, new CameraLog());
      List<Camera> all = new ArrayList<>();
      Map<String, String> shownSources = new LinkedHashMap<>();
      for (CameraConfig camera : config.cameras()) {
        all.add(camera(camera, sources, transcoders, environment));
        shownSources.put(camera.id(), camera.source().masked());
      }
      Cameras cameras = new Cameras(all);
      WebOptions options = WebOptions.at(config.server().host(), config.server().port());
      Renditions renditions =
          new Renditions(
              RenditionEnvironment.standard(
                  time, sources::newFrames, transcoders, config.server().renditions()));
      WebServer web = WebServer.start(options, cameras, renditions, shownSources, time);
      return new Zoetrope(time, files, sources, cameras, renditions, web);
    } catch (IOException | RuntimeException e) {
      if (sources != null) {
        sources.close();
      }
      files.close();
      time.close();
      throw e;
    }
  }

  public int port() {
    return web.port();
  }

  @Override
  public void close() {
    web.close();
    renditions.close();
    cameras.close();
    sources.close();
    files.close();
    time.close();
  }

  private static Camera camera(
      CameraConfig config,
      Sources sources,
      Optional<TranscoderProvider> transcoders,
      CameraEnvironment environment) {
    try {
      sources.check(config.source(), config.origin());
    } catch (BadCameraUriException e) {
      throw new BadConfigException("Camera %s: %s".formatted(config.id(), e.getMessage()));
    }
    FrameFactory frames = sources.newFrames();
    SourceOpener plain = sources.opener(config.source(), config.origin(), frames);
    SourceOpener opener =
        config
            .overlay()
            .<SourceOpener>map(
                text -> new OverlaidOpener(plain, config.id(), text, transcoders, frames))
            .orElse(plain);
    return new Camera(
        config.id(),
        opener,
        frames,
        CameraTimings.STANDARD.withLinger(config.linger()),
        environment);
  }
}
