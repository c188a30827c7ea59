package io.zoetrope.benchmarks.inner;

import io.zoetrope.core.media.Frame;
import io.zoetrope.core.stream.Subscription;
import io.zoetrope.core.stream.Viewer;

/** A viewer that does next to nothing with a frame. For one thread. */
final class InnerViewer implements Viewer {
  private final boolean readyAtOnce;
  private long shown;

  InnerViewer(boolean readyAtOnce) {
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
