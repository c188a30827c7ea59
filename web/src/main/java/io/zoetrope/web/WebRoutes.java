package io.zoetrope.web;

import io.vertx.ext.web.Router;
import io.zoetrope.core.CameraSystem;
import io.zoetrope.web.cameras.CameraRoutes;
import io.zoetrope.web.cameras.ControlRoutes;
import io.zoetrope.web.compat.CompatRoutes;
import io.zoetrope.web.connection.OpenStreams;
import io.zoetrope.web.connection.Timeouts;
import io.zoetrope.web.events.EventRoutes;
import io.zoetrope.web.events.EventSource;
import io.zoetrope.web.health.HealthRoutes;
import io.zoetrope.web.http.CameraChoice;
import io.zoetrope.web.live.LiveForm;
import io.zoetrope.web.live.LiveRoutes;
import io.zoetrope.web.mjpeg.MjpegRoutes;
import io.zoetrope.web.mjpeg.MultipartFrames;
import io.zoetrope.web.mp4.Mp4Routes;
import io.zoetrope.web.pages.PageRoutes;
import io.zoetrope.web.publish.PublishRoutes;
import io.zoetrope.web.snapshot.SnapshotRoutes;
import io.zoetrope.web.tables.TableRoutes;
import io.zoetrope.web.tasks.ResultRoutes;
import io.zoetrope.web.tasks.TaskContent;
import io.zoetrope.web.tasks.TaskRoutes;
import java.time.Duration;
import java.time.Instant;

/**
 * All addresses of a content, for whoever has a router: the server's own loops, or a program that
 * serves more than cameras. Immutable; each event loop is given routes of its own, on that loop.
 *
 * @param frames what goes around each picture of a stream
 * @param live what frames are over a WebSocket; its fragments are those of MP4 as well
 * @param started when the server was, so that pages notice a restart
 */
public record WebRoutes(
    WebContent content,
    Timeouts timeouts,
    MultipartFrames frames,
    LiveForm live,
    PageRoutes pages,
    TableRoutes tables,
    Instant started) {
  private static final Duration OLDEST_FRAME = Duration.ofMinutes(1);

  public static WebRoutes of(WebContent content, Timeouts timeouts) {
    return new WebRoutes(
        content,
        timeouts,
        new MultipartFrames(content.files()),
        // Frames of cameras that are open already may be that old.
        new LiveForm(content.system().time().nanoTime() - OLDEST_FRAME.toNanos()),
        new PageRoutes(
            content.nav(),
            content.system().cameras(),
            content.system().publishPoints().cameras(),
            content.embed()),
        new TableRoutes(content.tables(), content.nav(), content.embed(), timeouts.stalledViewer()),
        content.system().time().now());
  }

  /**
   * Adds the routes of one event loop.
   *
   * @param open the streams of that loop
   */
  public void addTo(Router router, OpenStreams open) {
    CameraSystem system = content.system();
    CameraChoice choice = new CameraChoice(system.cameras());
    MjpegRoutes streams = new MjpegRoutes(choice, system.renditions(), frames, open);
    SnapshotRoutes snapshots =
        new SnapshotRoutes(choice, system.renditions(), system.time(), timeouts.snapshot());
    new CompatRoutes(choice, streams, snapshots).addTo(router);
    pages.addTo(router);
    streams.addTo(router);
    snapshots.addTo(router);
    new Mp4Routes(
            choice, system.renditions(), system.time(), live.fragments(), open, timeouts.snapshot())
        .addTo(router);
    new PublishRoutes(choice, system.publishPoints(), timeouts.silentPublisher()).addTo(router);
    new CameraRoutes(system, started, content.work().isPresent(), content.nav().keepsEvents())
        .addTo(router);
    new LiveRoutes(
            system,
            live,
            content.work().map(WebRoutes::events),
            open,
            timeouts.silentClient(),
            content.embed())
        .addTo(router);
    new ControlRoutes(choice).addTo(router);
    new HealthRoutes().addTo(router);
    content.work().ifPresent(work -> addWork(router, work));
    tables.addTo(router);
  }

  private static EventSource events(TaskContent work) {
    return new EventSource(work.events(), work.quietTasks());
  }

  private void addWork(Router router, TaskContent work) {
    new TaskRoutes(work, content.system().time()).addTo(router);
    new ResultRoutes(work, timeouts).addTo(router);
    new EventRoutes(events(work), timeouts.heartbeat(), timeouts.stalledViewer()).addTo(router);
  }
}
