package io.zoetrope.core.stream;

import io.zoetrope.core.media.Frame;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Room for one picture that stands alone: a newer one takes the place of the one that waits. */
final class NewestWins implements PendingFrames {
  private @Nullable Frame waiting;

  @Override
  public boolean wants(Frame frame) {
    return frame.startsGroup();
  }

  @Override
  public int offer(Frame frame) {
    int dropped = clear();
    waiting = frame.retain();
    return dropped;
  }

  @Override
  public Frame begin(List<Frame> group) {
    Frame key = group.getFirst();
    int _ = offer(key);
    return key;
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
  public int size() {
    return waiting == null ? 0 : 1;
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

  @Override
  public int lose() {
    return clear();
  }
}
