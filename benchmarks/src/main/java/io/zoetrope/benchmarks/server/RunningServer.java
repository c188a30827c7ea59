package io.zoetrope.benchmarks.server;

import java.net.URI;

/** A server that viewers can be put on. {@code pid} is 0 when its process is not known. */
public interface RunningServer extends AutoCloseable {
  URI stream();

  long pid();

  /** Stops what was started for this run, and nothing else. */
  @Override
  void close();
}
