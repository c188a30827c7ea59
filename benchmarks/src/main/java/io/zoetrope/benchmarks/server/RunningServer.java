package io.zoetrope.benchmarks.server;

import java.net.URI;
import org.jspecify.annotations.Nullable;

/** A server that viewers can be put on. {@code pid} is 0 when its process is not known. */
public interface RunningServer extends AutoCloseable {
  URI stream();

  long pid();

  /** The longest stop for garbage collection so far, where that is known. */
  default @Nullable Double longestPauseMillis() {
    return null;
  }

  /** Stops what was started for this run, and nothing else. */
  @Override
  void close();
}
