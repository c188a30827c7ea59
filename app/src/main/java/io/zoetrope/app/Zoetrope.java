package io.zoetrope.app;

import io.zoetrope.app.catalog.CatalogService;
import io.zoetrope.app.config.BadConfigException;
import io.zoetrope.app.config.Config;
import io.zoetrope.app.event.CameraEvents;
import io.zoetrope.app.work.Backend;
import io.zoetrope.app.work.TaskService;
import io.zoetrope.core.camera.CameraEnvironment;
import io.zoetrope.core.frame.FrameFiles;
import io.zoetrope.core.rendition.RenditionEnvironment;
import io.zoetrope.core.rendition.Renditions;
import io.zoetrope.core.rendition.TranscoderProvider;
import io.zoetrope.core.rendition.TranscoderSearch;
import io.zoetrope.core.time.SystemTimekeeper;
import io.zoetrope.web.WebContent;
import io.zoetrope.web.WebOptions;
import io.zoetrope.web.WebServer;
import io.zoetrope.web.mjpeg.MultipartEnvelope;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The whole server: cameras, work and web. Any thread may close it, which waits until every device
 * is free.
 */
public final class Zoetrope implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(Zoetrope.class);

  private final SystemTimekeeper time;
  private final FrameFiles files;
  private final Sources sources;
  private final ConfiguredCameras cameras;
  private final Renditions renditions;
  private final CameraEvents news;
  private final TaskService tasks;
  private final WebServer web;

  private Zoetrope(
      SystemTimekeeper time,
      FrameFiles files,
      Sources sources,
      ConfiguredCameras cameras,
      Renditions renditions,
      CameraEvents news,
      TaskService tasks,
      WebServer web) {
    this.time = time;
    this.files = files;
    this.sources = sources;
    this.cameras = cameras;
    this.renditions = renditions;
    this.news = news;
    this.tasks = tasks;
    this.web = web;
  }

  /**
   * Checks the configuration and starts to listen. No camera is opened before somebody watches.
   *
   * @throws BadConfigException when a setting can never work
   * @throws IOException when the port cannot be had
   */
  public static Zoetrope start(Config config) throws IOException {
    SystemTimekeeper time = new SystemTimekeeper();
    FrameFiles files = FrameFiles.inSharedMemory();
    Backend backend = Backend.of(config.work(), time);
    CameraEvents news = new CameraEvents(backend.events(), time);
    Optional<CatalogService> catalog = CatalogService.of(config, time);
    Sources sources = null;
    try {
      sources = new Sources(time, new MultipartEnvelope(), files, config);
      ConfigCheck check = ConfigCheck.of(config, Set.of(), sources);
      check.orThrow();
      check.notes().forEach(note -> LOG.warn("{}", note));
      Optional<TranscoderProvider> transcoders = TranscoderSearch.installed();
      CameraLog log = new CameraLog();
      ConfiguredCameras cameras =
          new ConfiguredCameras(
              config.cameras(),
              sources,
              transcoders,
              CameraEnvironment.standard(time, log, news));
      log.takesForWaiting(cameras::isWaiting);
      Renditions renditions =
          new Renditions(
              RenditionEnvironment.standard(
                  time, sources::newFrames, transcoders, config.server().renditions()));
      TaskService tasks =
          new TaskService(config, backend, catalog, cameras.cameras(), renditions, time);
      WebServer web =
          WebServer.start(
              WebOptions.at(config.server().host(), config.server().port())
                  .withHosts(config.server().answersTo()),
              new WebContent(
                      cameras.cameras(),
                      renditions,
                      cameras.publishPoints(),
                      cameras.shownSources(),
                      time)
                  .withEmbed(config.server().embed())
                  .withWork(tasks.content())
                  .withTables(catalog.map(CatalogService::tables).orElseGet(List::of)));
      news.watch(cameras.cameras(), cameras::isWaiting);
      tasks.start(web.port());
      return new Zoetrope(time, files, sources, cameras, renditions, news, tasks, web);
    } catch (IOException | RuntimeException e) {
      if (sources != null) {
        sources.close();
      }
      news.close();
      backend.close();
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
    news.close();
    tasks.close();
    renditions.close();
    cameras.close();
    sources.close();
    files.close();
    time.close();
  }
}
