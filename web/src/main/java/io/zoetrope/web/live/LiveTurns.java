package io.zoetrope.web.live;

import java.util.Collections;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;
import java.util.function.IntSupplier;

/**
 * The views of one client share the connection by bytes: the next frame is that of the view that
 * was sent least while it had something to send, so that those who need little get all of it. One
 * thread.
 */
final class LiveTurns {
  private final LiveWire wire;
  private final IntSupplier numbers;
  private final Set<LiveView> waiting = new LinkedHashSet<>();

  /** How many bytes each was sent. Those who did not need their share do not get it later. */
  private final Map<LiveView, Long> sentBytes = new HashMap<>();

  private long least;
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
    waitFor(view);
    send();
  }

  private void waitFor(LiveView view) {
    if (waiting.add(view)) {
      sentBytes.merge(view, least, Math::max);
    }
  }

  void remove(LiveView view) {
    waiting.remove(view);
    sentBytes.remove(view);
  }

  /** Of several that were sent the same, the one that waits longest. */
  private LiveView next() {
    return Collections.min(waiting, Comparator.comparing(sentBytes::get));
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
        LiveView next = next();
        waiting.remove(next);
        if (next.isReady()) {
          least = sentBytes.merge(next, 0L, Long::sum);
          sentBytes.put(next, least + next.send(numbers));
          sent = true;
        }
        if (next.isReady()) {
          waitFor(next);
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
