package io.zoetrope.benchmarks.load;

import java.net.URI;
import java.time.Duration;
import java.util.List;

/**
 * What to put on a server. {@code viewers} counts all of them: of these {@code stalled} stop
 * reading for a while, {@code halfRate} read at half the needed rate, and {@code verifying} of the
 * rest look at every byte. The addresses are given to them in turn. A buffer size of 0 leaves the
 * kernel's default. With {@code dropping} plain viewers throw pictures away in the kernel, where it
 * can, instead of reading them. {@code ownCore} says that nothing but this process was put on the
 * core it runs on.
 */
public record LoadPlan(
    List<URI> urls,
    int viewers,
    int verifying,
    int stalled,
    int halfRate,
    Duration stall,
    Duration warmUp,
    Duration window,
    int frameBytes,
    int fps,
    int receiveBuffer,
    int slowReceiveBuffer,
    boolean dropping,
    boolean ownCore) {

  int plain() {
    return viewers - stalled - halfRate;
  }

  long halfRateBytesPerSecond() {
    return (long) frameBytes * fps / 2;
  }

  double periodMicros() {
    return 1e6 / fps;
  }
}
