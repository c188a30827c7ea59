package io.zoetrope.drivers.push;

import io.zoetrope.core.media.Frame;
import io.zoetrope.core.source.FrameSource;
import java.io.IOException;
import java.time.Duration;

/** The newest pictures that are published. One thread reads; any thread may close. */
final class PushSource implements FrameSource {
  private final PushPoint point;
  private final FrameSlot slot;
  private volatile boolean closed;

  PushSource(PushPoint point, FrameSlot slot) {
    this.point = point;
    this.slot = slot;
  }

  @Override
  public Frame read() throws IOException, InterruptedException {
    return slot.await(() -> closed);
  }

  @Override
  public Duration maxSilence() {
    return point.maxSilence();
  }

  @Override
  public String description() {
    return "published";
  }

  @Override
  public void close() {
    if (!closed) {
      closed = true;
      point.closed(this);
    }
  }
}
