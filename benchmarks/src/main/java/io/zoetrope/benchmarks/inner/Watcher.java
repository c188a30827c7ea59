package io.zoetrope.benchmarks.inner;

import io.zoetrope.core.broadcast.Subscription;
import io.zoetrope.core.broadcast.Viewer;
import io.zoetrope.core.frame.Frame;

/** A viewer that does next to nothing with a frame. For one thread. */
final class Watcher implements Viewer {
  private final boolean readyAtOnce;
  private long shown;

  Watcher(boolean readyAtOnce) {
    this.readyAtOnce = readyAtOnce;
  }

  @Override
  public void show(Frame frame, Subscription subscription) {
    shown++;
    if (readyAtOnce) {
      subscription.ready();
    }
  }

  long shown() {
    return shown;
  }
}
