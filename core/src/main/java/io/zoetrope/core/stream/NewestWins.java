package io.zoetrope.core.stream;

import io.zoetrope.core.media.Frame;
import org.jspecify.annotations.Nullable;

/** Room for one picture that stands alone: a newer one takes the place of the one that waits. */
final class NewestWins implements PendingFrames {
  private @Nullable Frame waiting;

  @Override
  public int offer(Frame frame) {
    if (!frame.startsGroup()) {
      return 0;
    }
    int dropped = clear();
    waiting = frame.retain();
    return dropped;
  }

  @Override
  public int trim() {
    return 0;
  }

  @Override
  public @Nullable Frame poll() {
    Frame frame = waiting;
    waiting = null;
    return frame;
  }

  @Override
  public boolean isEmpty() {
    return waiting == null;
  }

  @Override
  public int clear() {
    Frame frame = poll();
    if (frame == null) {
      return 0;
    }
    frame.release();
    return 1;
  }
}
