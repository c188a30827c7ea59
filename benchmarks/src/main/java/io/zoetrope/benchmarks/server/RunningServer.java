package io.zoetrope.benchmarks.server;

import io.zoetrope.benchmarks.load.WindowListener;
import java.net.URI;
import org.jspecify.annotations.Nullable;

/** A server that viewers can be put on. {@code pid} is 0 when its process is not known. */
public interface RunningServer extends WindowListener, AutoCloseable {
  URI stream();

  long pid();

  /** The longest stop for garbage collection in the measured time, where that is known. */
  default @Nullable Double longestPauseMillis() {
    return null;
  }

  /** Stops what was started for this run, and nothing else. */
  @Override
  void close();
}
