package io.zoetrope.benchmarks.server;

import java.io.IOException;

/** A server did not come up; the message says why in one line. */
public final class ServerException extends IOException {
  private static final long serialVersionUID = 1L;

  public ServerException(String message) {
    super(message);
  }
}
