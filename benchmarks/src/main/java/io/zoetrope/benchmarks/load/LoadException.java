package io.zoetrope.benchmarks.load;

import java.io.IOException;

/** The viewers could not be put on the server; the message says why in one line. */
public final class LoadException extends IOException {
  private static final long serialVersionUID = 1L;

  LoadException(String message) {
    super(message);
  }
}
