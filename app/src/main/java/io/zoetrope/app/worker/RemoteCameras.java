package io.zoetrope.app.worker;

import io.zoetrope.app.Sources;
import io.zoetrope.app.config.Origin;
import io.zoetrope.base.Closer;
import io.zoetrope.core.camera.Camera;
import io.zoetrope.core.camera.CameraEnvironment;
import io.zoetrope.core.camera.CameraTimings;
import io.zoetrope.core.driver.CameraUri;
import io.zoetrope.core.driver.FrameSource;
import io.zoetrope.core.media.FrameFactory;
import io.zoetrope.core.time.Timekeeper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * The server's cameras, as cameras of this machine: open only while a task watches, one connection
 * for all tasks that watch the same. Any thread may call it.
 */
final class RemoteCameras implements AutoCloseable {
  /** A task may be followed by another of the same camera. */
  private static final Duration LINGER = Duration.ofSeconds(2);

  /** What may stand in an address; the server has no camera of another name. */
  private static final Pattern ID = Pattern.compile("[A-Za-z0-9_-]{1,64}");

  private final ServerClient server;
  private final Sources sources;
  private final Timekeeper time;
  private final Closer open = new Closer();
  private final Map<String, Camera> cameras = new HashMap<>(); // guarded by itself

  RemoteCameras(ServerClient server, Sources sources, Timekeeper time) {
    this.server = server;
    this.sources = sources;
    this.time = time;
  }

  /**
   * The camera of this name, if the server has it now. Waits for the server's answer.
   *
   * @throws UncheckedIOException when the server does not answer
   */
  Optional<Camera> find(String id) {
    try {
      if (!ID.matcher(id).matches() || server.camera(id).isEmpty()) {
        return Optional.empty();
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e.getMessage(), e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return Optional.empty();
    }
    synchronized (cameras) {
      return Optional.of(cameras.computeIfAbsent(id, this::camera));
    }
  }

  /** Closes all cameras, and waits until they are closed. */
  @Override
  public void close() {
    open.close();
  }

  private Camera camera(String id) {
    FrameFactory frames = sources.newFrames();
    return open.add(
        new Camera(
            id,
            () -> open(id, frames),
            frames,
            CameraTimings.STANDARD.withLinger(LINGER),
            CameraEnvironment.standard(time)));
  }

  private FrameSource open(String id, FrameFactory frames)
      throws IOException, InterruptedException {
    // Asked for each time: the server may have moved.
    CameraUri uri = CameraUri.parse(server.url("cameras/" + id + "/stream.mjpg").toString());
    return new RemoteSource(id, server, sources.open(uri, Origin.ELSEWHERE, frames), time);
  }
}
