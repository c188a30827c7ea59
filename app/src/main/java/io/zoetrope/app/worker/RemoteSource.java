package io.zoetrope.app.worker;

import io.zoetrope.core.media.Frame;
import io.zoetrope.core.source.FrameSource;
import io.zoetrope.core.source.WrappedSource;
import io.zoetrope.core.time.Timekeeper;
import java.io.IOException;
import java.time.Duration;
import java.util.Optional;
import tools.jackson.databind.JsonNode;

/**
 * A camera of the server, as a source. One thread reads; any thread may close.
 *
 * <p>Over HTTP the server's placeholder that a camera fails looks like any picture. So it is asked
 * for the camera's state now and then, and this source fails when the camera does.
 */
final class RemoteSource implements WrappedSource {
  private static final long NANOS_BETWEEN_LOOKS = Duration.ofSeconds(1).toNanos();

  private final String cameraId;
  private final ServerClient server;
  private final FrameSource stream;
  private final Timekeeper time;
  private long lookedAtNanos;
  private boolean looked;

  RemoteSource(String cameraId, ServerClient server, FrameSource stream, Timekeeper time) {
    this.cameraId = cameraId;
    this.server = server;
    this.stream = stream;
    this.time = time;
  }

  @Override
  public Frame read() throws IOException, InterruptedException {
    Frame frame = stream.read();
    boolean passedOn = false;
    try {
      if (!looked || time.nanoTime() - lookedAtNanos >= NANOS_BETWEEN_LOOKS) {
        look();
      }
      passedOn = true;
      return frame;
    } finally {
      if (!passedOn) {
        frame.release();
      }
    }
  }

  private void look() throws IOException, InterruptedException {
    Optional<JsonNode> state = server.camera(cameraId);
    if (state.isEmpty()) {
      throw new IOException("the server has this camera no more");
    }
    if (state.get().path("state").asString("").equals("retrying")) {
      throw new IOException(state.get().path("error").path("message").asString("it fails"));
    }
    looked = true;
    lookedAtNanos = time.nanoTime();
  }

  @Override
  public FrameSource source() {
    return stream;
  }
}
