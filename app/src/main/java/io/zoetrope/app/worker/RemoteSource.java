package io.zoetrope.app.worker;

import io.zoetrope.base.Closer;
import io.zoetrope.core.media.Frame;
import io.zoetrope.core.source.FrameSource;
import io.zoetrope.core.source.WrappedSource;
import io.zoetrope.core.time.Timekeeper;
import java.io.IOException;
import java.time.Duration;
import java.util.Optional;
import tools.jackson.databind.JsonNode;

/**
 * A camera of the server, as a source: its own video if it sends any, otherwise its pictures. One
 * thread reads; any thread may close.
 *
 * <p>Over HTTP the server's placeholder that a camera fails looks like any picture. So it is asked
 * for the camera's state now and then, and this source fails when the camera does.
 */
final class RemoteSource implements WrappedSource {
  private static final long NANOS_BETWEEN_LOOKS = Duration.ofSeconds(1).toNanos();

  /** Opens one of the camera's streams, by the last part of its address. */
  @FunctionalInterface
  interface Streams {
    FrameSource open(String name) throws IOException, InterruptedException;
  }

  private final String cameraId;
  private final ServerClient server;
  private final Streams streams;
  private final Timekeeper time;
  private final Closer opened = new Closer();
  private volatile FrameSource stream; // written by the reading thread

  // Used by the reading thread only.
  private boolean video = true;
  private boolean delivered;
  private boolean sendsVideo;
  private long lookedAtNanos;

  RemoteSource(String cameraId, ServerClient server, Streams streams, Timekeeper time)
      throws IOException, InterruptedException {
    this.cameraId = cameraId;
    this.server = server;
    this.streams = streams;
    this.time = time;
    this.stream = opened.add(streams.open("stream.mp4"));
  }

  @Override
  public Frame read() throws IOException, InterruptedException {
    while (true) {
      Optional<Frame> frame = delivered || !video ? Optional.of(next()) : firstOfVideo();
      if (frame.isPresent()) {
        return frame.get();
      }
      video = false;
      stream.close();
      stream = opened.add(streams.open("stream.mjpg"));
    }
  }

  /** Empty where the camera does not send video. */
  private Optional<Frame> firstOfVideo() throws IOException, InterruptedException {
    Frame frame;
    try {
      frame = next();
    } catch (IOException e) {
      if (opened.isClosed()) {
        throw e;
      }
      look(); // Why it fails, if it does.
      return Optional.empty();
    }
    if (sendsVideo) {
      return Optional.of(frame);
    }
    frame.release();
    return Optional.empty();
  }

  private Frame next() throws IOException, InterruptedException {
    Frame frame = stream.read();
    boolean passedOn = false;
    try {
      if (!delivered || time.nanoTime() - lookedAtNanos >= NANOS_BETWEEN_LOOKS) {
        look();
      }
      delivered = sendsVideo || !video;
      passedOn = true;
      return frame;
    } finally {
      if (!passedOn) {
        frame.release();
      }
    }
  }

  private void look() throws IOException, InterruptedException {
    JsonNode camera =
        server
            .camera(cameraId)
            .orElseThrow(() -> new IOException("the server has this camera no more"));
    if (camera.path("state").asString("").equals("retrying")) {
      throw new IOException(camera.path("error").path("message").asString("it fails"));
    }
    sendsVideo = camera.path("tracks").valueStream().noneMatch(track -> isCodec(track, "JPEG"));
    lookedAtNanos = time.nanoTime();
  }

  private static boolean isCodec(JsonNode track, String name) {
    return track.path("codec").asString("").equals(name);
  }

  @Override
  public FrameSource source() {
    return stream;
  }

  @Override
  public void close() {
    opened.close();
  }
}
