package io.zoetrope.drivers.http;

import io.zoetrope.core.media.Frame;
import io.zoetrope.core.source.FrameSource;
import java.io.IOException;
import java.time.Duration;
import java.util.Optional;

/** A camera read by an FFmpeg through its gateway. One thread reads; any thread may close. */
final class GatewaySource implements FrameSource {
  private final FrameSource ffmpeg;
  private final FfmpegGateway gateway;

  /** Takes over both, to close them in the end. */
  GatewaySource(FrameSource ffmpeg, FfmpegGateway gateway) {
    this.ffmpeg = ffmpeg;
    this.gateway = gateway;
  }

  @Override
  public Frame read() throws IOException, InterruptedException {
    try {
      return ffmpeg.read();
    } catch (IOException e) {
      throw gateway.failure().orElse(e);
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
    ffmpeg.close();
    gateway.close();
  }
}
