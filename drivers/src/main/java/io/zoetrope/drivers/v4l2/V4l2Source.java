package io.zoetrope.drivers.v4l2;

import io.zoetrope.core.media.Frame;
import io.zoetrope.core.source.FrameSource;
import io.zoetrope.drivers.v4l2.DeviceClaims.Claim;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;

/**
 * The pictures of a webcam through FFmpeg. When they end, asks the system why. One thread reads;
 * any thread may close.
 */
final class V4l2Source implements FrameSource {
  private final FrameSource ffmpeg;
  private final LocalCameras cameras;
  private final Path place;
  private final Claim claim;
  private boolean delivered; // touched by the reading thread only
  private volatile boolean closed;

  /** Holds the claim until it is closed. */
  V4l2Source(FrameSource ffmpeg, LocalCameras cameras, Path place, Claim claim) {
    this.ffmpeg = ffmpeg;
    this.cameras = cameras;
    this.place = place;
    this.claim = claim;
    cameras.claims().hold(claim);
  }

  @Override
  public Frame read() throws IOException, InterruptedException {
    try {
      Frame frame = ffmpeg.read();
      delivered = true;
      return frame;
    } catch (IOException e) {
      if (!closed) {
        explain(e);
      }
      throw e;
    }
  }

  @Override
  public Duration maxSilence() {
    return ffmpeg.maxSilence();
  }

  @Override
  public String description() {
    return ffmpeg.description();
  }

  @Override
  public Optional<Boolean> passesThrough() {
    return ffmpeg.passesThrough();
  }

  @Override
  public void close() {
    closed = true;
    ffmpeg.close();
    cameras.claims().release(claim);
  }

  /** Throws what the device has to say for itself; returns when there is nothing wrong with it. */
  private void explain(IOException cause) throws IOException {
    if (delivered && !Files.exists(place)) {
      throw new IOException("the camera %s was unplugged".formatted(place), cause);
    }
    if (cameras.find(place).busy()) {
      throw cameras.busy(place, claim);
    }
  }
}
