package io.zoetrope.benchmarks.load;

import java.net.URI;
import java.time.Duration;
import java.util.List;

/**
 * What to put on a server.
 *
 * @param urls given to the viewers in turn
 * @param ownCore whether nothing but this process was put on the core it runs on
 */
public record LoadPlan(
    List<URI> urls,
    Crowd crowd,
    Duration stall,
    Duration warmUp,
    Duration window,
    int frameBytes,
    int fps,
    boolean ownCore) {

  long halfRateBytesPerSecond() {
    return (long) frameBytes * fps / 2;
  }

  double periodMicros() {
    return 1e6 / fps;
  }
}
