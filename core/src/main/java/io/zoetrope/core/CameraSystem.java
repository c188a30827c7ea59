package io.zoetrope.core;

import io.zoetrope.base.Closer;
import io.zoetrope.core.camera.Camera;
import io.zoetrope.core.camera.CameraResources;
import io.zoetrope.core.camera.Cameras;
import io.zoetrope.core.camera.DriverCamera;
import io.zoetrope.core.media.FrameFactory;
import io.zoetrope.core.overlay.OverlaidOpener;
import io.zoetrope.core.publish.PublishPoint;
import io.zoetrope.core.publish.PublishPoints;
import io.zoetrope.core.rendition.RenditionResources;
import io.zoetrope.core.rendition.Renditions;
import io.zoetrope.core.source.BadCameraUriException;
import io.zoetrope.core.source.DriverContext;
import io.zoetrope.core.source.SourceOpener;
import io.zoetrope.core.time.SystemTimekeeper;
import io.zoetrope.core.time.Timekeeper;
import java.io.IOException;
import java.util.Collections;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;

/**
 * Cameras with all that they live on: time, buffers, threads, renditions, and where pictures are
 * published. The one place that knows how these are put together. Any thread may call it; {@link
 * #add} may ask a driver, and {@link #close} waits until every device is free.
 */
public final class CameraSystem implements AutoCloseable {
  private static final System.Logger LOG = System.getLogger(CameraSystem.class.getName());

  private final Closer parts = new Closer();
  private final CameraResources shared;
  private final RenditionResources resources;
  private final Map<String, String> settings;
  private final Map<String, String> sources = new ConcurrentHashMap<>();
  private final PublishPoints publishPoints;
  private final Cameras cameras;
  private final Renditions renditions;

  /** Opens the parts in such an order that the last can be closed first. */
  CameraSystem(CameraSystemBuilder plan) {
    shared =
        new CameraResources(
            plan.time.orElseGet(() -> parts.add(new SystemTimekeeper())),
            plan.allocator,
            plan.random,
            plan.captureThreads,
            plan.transcodingThreads,
            plan.foreignThreads);
    settings = Map.copyOf(plan.settings);
    publishPoints = parts.add(new PublishPoints());
    cameras = parts.add(new Cameras(shared));
    resources =
        new RenditionResources(
            shared, plan.transcoders.get(), plan.streamTranscoders.get(), settings);
    renditions = parts.add(new Renditions(resources, plan.mostRenditions));
  }

  /** Begins to say what it lives on. */
  public static CameraSystemBuilder builder() {
    return new CameraSystemBuilder();
  }

  /** Opens one with what is right for a program. */
  public static CameraSystem open() {
    return builder().open();
  }

  /** The clock and the timers that all of it goes by. */
  public Timekeeper time() {
    return shared.time();
  }

  /** The cameras so far, in the order in which they were added. */
  public Cameras cameras() {
    return cameras;
  }

  /** Other sizes, rates and qualities of the cameras. */
  public Renditions renditions() {
    return renditions;
  }

  /** Where pictures are published, for cameras that wait for that. */
  public PublishPoints publishPoints() {
    return publishPoints;
  }

  /** By camera id, where its frames come from, without secrets. */
  public Map<String, String> sources() {
    return Collections.unmodifiableMap(sources);
  }

  /** Makes the frames of one camera. */
  public FrameFactory newFrames() {
    return shared.newFrames();
  }

  /** What a driver works with that opens or checks this camera. */
  public DriverContext context(String cameraId) {
    return new DriverContext(newFrames(), time(), settings, cameraId);
  }

  /**
   * Adds a camera with a source of the caller's. It is not opened before somebody watches.
   *
   * @param source says to people where its frames come from
   * @param opener makes what opens that; all its frames must come from what it is given
   * @throws IllegalArgumentException when there is a camera with this id
   */
  public Camera add(
      CameraSettings camera, String source, Function<DriverContext, SourceOpener> opener) {
    DriverContext context = context(camera.id());
    return add(camera, source, opener.apply(context), context.frames());
  }

  /**
   * Adds a camera that a driver opens, or that pictures are published to. It is not opened before
   * somebody watches; a driver that fails now is asked again then.
   *
   * @throws IllegalArgumentException when there is a camera with this id
   * @throws BadCameraUriException when the URI can never work
   */
  public Camera add(CameraSettings camera, DriverCamera driver) {
    cameras.checkNew(camera.id());
    String source = driver.uri().masked();
    DriverContext context = context(camera.id());
    Optional<PublishPoint> point = publishPoint(driver, context);
    if (point.isEmpty()) {
      return add(camera, source, driver.opener(context), context.frames());
    }
    Camera added = add(camera, source, point.get()::open, context.frames());
    publishPoints.add(camera.id(), point.get(), added::retryNow);
    return added;
  }

  /**
   * Adds the sub-stream of a camera, with its timings and overlay. It is not opened before somebody
   * watches it.
   *
   * @see DriverCamera#checkSmall
   */
  public Camera addSmall(Camera whole, CameraSettings settings, DriverCamera driver) {
    return addSmall(whole, settings, driver.uri().masked(), driver::opener);
  }

  /** As the other, with a source of the caller's. */
  public Camera addSmall(
      Camera whole,
      CameraSettings settings,
      String source,
      Function<DriverContext, SourceOpener> opener) {
    DriverContext context = context(whole.id());
    Camera added =
        cameras.addSmall(
            whole,
            overlaid(settings, opener.apply(context), context.frames()),
            context.frames(),
            settings.timings());
    sources.put(added.id(), source);
    return added;
  }

  /**
   * Closes all, the last first: renditions, cameras, where pictures are published, and what they
   * lived on. Waits, for a few seconds at most, until every device is free.
   */
  @Override
  public void close() {
    parts.close();
  }

  private Camera add(
      CameraSettings camera, String source, SourceOpener plain, FrameFactory frames) {
    Camera added =
        cameras.add(camera.name(), overlaid(camera, plain, frames), frames, camera.timings());
    sources.put(camera.id(), source);
    return added;
  }

  private DriverContext contextOf(CameraSettings camera, FrameFactory frames) {
    return new DriverContext(frames, time(), settings, camera.id());
  }

  private SourceOpener overlaid(CameraSettings camera, SourceOpener plain, FrameFactory frames) {
    return camera
        .overlay()
        .<SourceOpener>map(text ->
            new OverlaidOpener(
                plain,
                camera.name().painted(),
                text,
                resources.transcoders(),
                resources.decoders(OverlaidOpener.DECODED, contextOf(camera, frames)),
                frames))
        .orElse(plain);
  }

  private static Optional<PublishPoint> publishPoint(DriverCamera driver, DriverContext context) {
    try {
      return driver.publishPoint(context);
    } catch (IOException e) {
      LOG.log(System.Logger.Level.WARNING, "{0}: {1}", context.cameraId(), e.getMessage());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    return Optional.empty();
  }
}
