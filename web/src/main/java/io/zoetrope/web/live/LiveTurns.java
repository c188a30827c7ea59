package io.zoetrope.web.live;

import java.util.LinkedHashSet;
import java.util.Set;
import java.util.function.IntSupplier;

/** The views of one client take turns, a frame each, while the connection has room. One thread. */
final class LiveTurns {
  private final LiveWire wire;
  private final IntSupplier numbers;
  private final Set<LiveView> waiting = new LinkedHashSet<>();
  private boolean sending;

  /**
   * @param numbers has the number of each next frame
   */
  LiveTurns(LiveWire wire, IntSupplier numbers) {
    this.wire = wire;
    this.numbers = numbers;
  }

  /** The view has a frame to send. */
  void add(LiveView view) {
    waiting.add(view);
    send();
  }

  void remove(LiveView view) {
    waiting.remove(view);
  }

  /** Sends what there is room for. */
  void send() {
    if (sending) {
      return;
    }
    sending = true;
    try {
      boolean sent = false;
      while (!waiting.isEmpty() && wire.hasRoom()) {
        LiveView next = waiting.iterator().next();
        waiting.remove(next);
        if (next.isReady()) {
          next.send(numbers);
          sent = true;
        }
        if (next.isReady()) {
          waiting.add(next); // Behind all others.
        }
      }
      if (sent) {
        wire.flush();
      }
    } finally {
      sending = false;
    }
  }
}
