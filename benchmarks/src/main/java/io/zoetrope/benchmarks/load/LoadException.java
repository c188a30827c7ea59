package io.zoetrope.benchmarks.load;

import java.io.IOException;

/** A viewer cannot watch, or cannot go on; the message says why in one line. */
public final class LoadException extends IOException {
  private static final long serialVersionUID = 1L;

  LoadException(String message) {
    super(message);
  }

  static LoadException closed() {
    return new LoadException("the server closed the connection");
  }
}
