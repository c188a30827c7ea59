package io.zoetrope.app;

import io.zoetrope.app.catalog.CatalogService;
import io.zoetrope.app.config.BadConfigException;
import io.zoetrope.app.config.CameraConfig;
import io.zoetrope.app.config.Config;
import io.zoetrope.app.config.ConfigProblem;
import io.zoetrope.app.config.DataFolder;
import io.zoetrope.app.data.DataFolderLock;
import io.zoetrope.app.data.FolderInUseException;
import io.zoetrope.app.event.CameraEvents;
import io.zoetrope.app.tasks.Backend;
import io.zoetrope.app.tasks.RedisBackend;
import io.zoetrope.app.tasks.ResultStore;
import io.zoetrope.app.tasks.TaskService;
import io.zoetrope.base.Closer;
import io.zoetrope.core.CameraSystem;
import io.zoetrope.core.camera.Camera;
import io.zoetrope.core.time.SystemTimekeeper;
import io.zoetrope.web.WebContent;
import io.zoetrope.web.WebOptions;
import io.zoetrope.web.WebServer;
import io.zoetrope.web.cameras.CameraLog;
import io.zoetrope.web.mjpeg.FrameFiles;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The whole server: cameras, tasks and web. Any thread may close it, which waits until every device
 * is free.
 */
public final class Zoetrope implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(Zoetrope.class);

  private final Closer parts;
  private final int port;

  /** Takes over each part of a server that is being started, to close it if the start fails. */
  @FunctionalInterface
  interface Opening {
    <T extends AutoCloseable> T add(T part);
  }

  private Zoetrope(Closer parts, int port) {
    this.parts = parts;
    this.port = port;
  }

  /** No camera is opened before somebody watches. */
  public static Zoetrope start(Config config) throws IOException {
    Closer parts = new Closer();
    return start(config, parts, parts::add);
  }

  static Zoetrope start(Config config, Closer parts, Opening opening) throws IOException {
    try {
      return new Zoetrope(parts, open(config, opening));
    } catch (Throwable e) {
      parts.close();
      throw e;
    }
  }

  /**
   * Opens all parts in such an order that the last can be closed first: nobody watches any more,
   * tasks are given back, cameras close, and what happens to them until then is still kept.
   */
  private static int open(Config config, Opening parts) throws IOException {
    SystemTimekeeper time = parts.add(new SystemTimekeeper());
    FrameFiles files = parts.add(FrameFiles.inSharedMemory());
    Sources sources = parts.add(new Sources(config.drivers()));
    ConfigCheck check = ConfigCheck.of(config, Set.of(), sources);
    check.orThrow();
    check.notes().forEach(note -> LOG.warn("{}", note));
    DataFolderLock data = parts.add(lock(config.data()));
    Backend backend = parts.add(Backend.of(config.redis(), config.tasks().capacity(), data, time));
    Optional<CatalogService> catalog =
        CatalogService.of(config.catalog(), data, time).map(parts::add);
    CameraEvents events = parts.add(new CameraEvents(backend.events(), time));
    CameraSystem system =
        parts.add(
            sources.newSystem().time(time).mostRenditions(config.server().renditions()).open());
    system.cameras().observe(new CameraLog(system.publishPoints()::isWaiting, time::now));
    system.cameras().observe(events);
    for (CameraConfig camera : config.cameras()) {
      Camera added = system.add(camera.settings(), sources.camera(camera.source()));
      camera
          .small()
          .map(sources::camera)
          .ifPresent(small -> system.addSmall(added, camera.settings(), small));
    }
    ResultStore results = parts.add(new ResultStore(data, config.results(), time));
    TaskService tasks = parts.add(new TaskService(config, data, backend, results, catalog, system));
    WebServer web =
        parts.add(
            WebServer.start(
                WebOptions.at(config.server().host(), config.server().port())
                    .withHosts(config.server().names()),
                new WebContent(system, files)
                    .withEmbed(config.server().embed())
                    .withWork(tasks.content())
                    .withTables(catalog.map(CatalogService::tables).orElseGet(List::of))));
    events.watch(system.cameras(), system.publishPoints()::isWaiting);
    catalog.ifPresent(
        kept -> kept.start(backend.events(), backend.queue(), backend instanceof RedisBackend));
    tasks.start(web.port());
    return web.port();
  }

  private static DataFolderLock lock(DataFolder folder) {
    try {
      return DataFolderLock.acquire(folder.path());
    } catch (FolderInUseException e) {
      throw new BadConfigException(
          List.of(new ConfigProblem(folder.place(), String.valueOf(e.getMessage()))));
    }
  }

  public int port() {
    return port;
  }

  @Override
  public void close() {
    parts.close();
  }
}
