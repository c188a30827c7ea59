package io.zoetrope.benchmarks.load;

import java.io.IOException;

/** The server sent what is not a stream of parts; the viewer cannot go on. */
final class BrokenStreamException extends IOException {
  private static final long serialVersionUID = 1L;

  BrokenStreamException(String message) {
    super(message);
  }

  static BrokenStreamException closed() {
    return new BrokenStreamException("the server closed the connection");
  }
}
