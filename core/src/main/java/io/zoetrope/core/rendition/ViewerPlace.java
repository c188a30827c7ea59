package io.zoetrope.core.rendition;

import io.zoetrope.core.stream.Subscription;
import org.jspecify.annotations.Nullable;

/** A viewer's place in the stream where it watches at present. Any thread may call it. */
public final class ViewerPlace implements AutoCloseable {
  // Guarded by this.
  private @Nullable Subscription current;
  private boolean closed;

  ViewerPlace() {}

  static ViewerPlace of(Subscription first) {
    ViewerPlace place = new ViewerPlace();
    place.moveTo(first);
    return place;
  }

  /**
   * Watches there from now on; closes it if the viewer has left. The subscription before it stays
   * the caller's to close.
   */
  void moveTo(Subscription next) {
    boolean late;
    synchronized (this) {
      late = closed;
      current = next;
    }
    if (late) {
      next.close();
    }
  }

  /** As {@link #moveTo}, of the first; it may have moved on before its joining has returned. */
  void begin(Subscription first) {
    boolean late;
    synchronized (this) {
      late = closed;
      current = current == null ? first : current;
    }
    if (late) {
      first.close();
    }
  }

  /** Leaves, wherever the viewer is by now. */
  @Override
  public void close() {
    Subscription last;
    synchronized (this) {
      closed = true;
      last = current;
    }
    if (last != null) {
      last.close();
    }
  }
}
