package io.zoetrope.web.stream;

import java.io.IOException;

/** The client has left: there is nobody to write to, and nothing to report. */
public final class ClientGoneException extends IOException {
  private static final long serialVersionUID = 1;

  ClientGoneException() {
    super("The client has left.");
  }
}
