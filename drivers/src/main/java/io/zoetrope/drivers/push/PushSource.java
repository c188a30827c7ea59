package io.zoetrope.drivers.push;

import io.zoetrope.core.media.Frame;
import io.zoetrope.core.media.FrameBuilder;
import io.zoetrope.core.media.FrameFactory;
import io.zoetrope.core.media.TrackKinds;
import io.zoetrope.core.source.FrameSource;
import java.io.IOException;
import java.time.Duration;
import java.util.Optional;

/** The newest that is published. One thread reads; any thread may close. */
final class PushSource implements FrameSource {
  private final PushPoint point;
  private final FrameSlot slot;
  private final FrameFactory frames;
  private volatile boolean closed;
  private long lastNumber; // used by the reading thread only

  PushSource(PushPoint point, FrameSlot slot, FrameFactory frames) {
    this.point = point;
    this.slot = slot;
    this.frames = frames;
    this.lastNumber = frames.takeNumber();
  }

  @Override
  public Frame read() throws IOException, InterruptedException {
    Frame next = slot.await(() -> closed);
    Frame numbered = next.sequence() > lastNumber ? next : renumbered(next);
    lastNumber = numbered.sequence();
    return numbered;
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
  public Optional<TrackKinds> trackKinds() {
    return point.trackKinds();
  }

  @Override
  public void close() {
    if (!closed) {
      closed = true;
      point.closed(this);
    }
  }

  /** What was published before this was opened counts as new, or it would not be shown again. */
  private Frame renumbered(Frame old) {
    try (FrameBuilder builder =
        frames.begin(old.sizeBytes(), old.capturedAt(), old.capturedNanos(), frames.takeNumber())) {
      builder.buffer().writeBytes(old.data());
      return builder.finish(
          old.track(), old.keyFrame(), old.presentationNanos(), old.decodeNanos());
    } finally {
      old.release();
    }
  }
}
