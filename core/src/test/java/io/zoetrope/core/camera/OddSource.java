package io.zoetrope.core.camera;

import io.zoetrope.core.media.Frame;
import io.zoetrope.core.source.FrameSource;
import java.io.IOException;
import java.time.Duration;

/** The source of a driver that does as it likes. */
record OddSource(Reading reading, Duration maxSilence, Runnable closing) implements FrameSource {

  /** What reading does. */
  @FunctionalInterface
  interface Reading {
    Frame read() throws IOException, InterruptedException;
  }

  OddSource(Reading reading) {
    this(reading, Duration.ofSeconds(10), () -> {});
  }

  @Override
  public Frame read() throws IOException, InterruptedException {
    return reading.read();
  }

  @Override
  public void close() {
    closing.run();
  }
}
