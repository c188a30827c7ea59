package io.zoetrope.benchmarks.load;

import java.time.Instant;

/** For any thread. Wall-clock microseconds: what a server on this machine stamps on its frames. */
@FunctionalInterface
interface WallClock {
  WallClock SYSTEM =
      () -> {
        Instant now = Instant.now();
        return now.getEpochSecond() * 1_000_000 + now.getNano() / 1_000;
      };

  long micros();
}
