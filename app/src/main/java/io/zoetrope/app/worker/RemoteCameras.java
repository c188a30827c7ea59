package io.zoetrope.app.worker;

import io.zoetrope.app.Sources;
import io.zoetrope.app.config.Origin;
import io.zoetrope.core.CameraSettings;
import io.zoetrope.core.CameraSystem;
import io.zoetrope.core.camera.Camera;
import io.zoetrope.core.camera.CameraTimings;
import io.zoetrope.core.source.CameraUri;
import io.zoetrope.core.source.DriverContext;
import io.zoetrope.core.source.FrameSource;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * The server's cameras, as cameras of this machine: open only while a task watches, one connection
 * for all tasks that watch the same. Any thread may call it.
 */
final class RemoteCameras implements AutoCloseable {
  /** A task may be followed by another of the same camera. */
  private static final Duration LINGER = Duration.ofSeconds(2);

  /** The names that the server allows for cameras. */
  private static final Pattern ID = Pattern.compile("[A-Za-z0-9_-]{1,64}");

  private final ServerClient server;
  private final Sources sources;
  private final CameraSystem system;

  /** The system is theirs alone: another server may have cameras of the same names. */
  RemoteCameras(ServerClient server, Sources sources, CameraSystem system) {
    this.server = server;
    this.sources = sources;
    this.system = system;
  }

  /** Waits for the server's answer. */
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
    synchronized (system) {
      return Optional.of(system.cameras().find(id).orElseGet(() -> camera(id)));
    }
  }

  @Override
  public void close() {
    system.close();
  }

  private Camera camera(String id) {
    return system.add(
        CameraSettings.of(id, CameraTimings.STANDARD.withLinger(LINGER)),
        "the server",
        context -> () -> open(id, context));
  }

  private FrameSource open(String id, DriverContext context)
      throws IOException, InterruptedException {
    return new RemoteSource(
        id,
        server,
        name -> {
          // Asked for each time: the server may have moved.
          String address = server.url("cameras/" + id + "/" + name).toString();
          return sources.camera(CameraUri.parse(address), Origin.ELSEWHERE).open(context);
        },
        system.time());
  }
}
