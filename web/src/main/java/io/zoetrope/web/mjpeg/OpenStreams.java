package io.zoetrope.web.mjpeg;

import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * The streams of one event loop, and called there only. Lets go of viewers that have taken nothing
 * for a long time: a phone that left the network never says so, and would keep the camera open.
 */
public final class OpenStreams {
  private final Duration patience;
  private final Set<OpenStream> viewers = new HashSet<>();

  public OpenStreams(Duration patience) {
    this.patience = patience;
  }

  void add(OpenStream viewer) {
    viewers.add(viewer);
  }

  void remove(OpenStream viewer) {
    viewers.remove(viewer);
  }

  /**
   * Disconnects viewers whose frame has been on its way for too long. To be called now and then.
   */
  public void dropStalled() {
    long now = System.nanoTime();
    List<OpenStream> stalled =
        viewers.stream().filter(viewer -> viewer.stalledNanos(now) > patience.toNanos()).toList();
    stalled.forEach(OpenStream::disconnect);
  }

  /** Disconnects all viewers. */
  public void end() {
    List.copyOf(viewers).forEach(OpenStream::disconnect);
  }
}
