package io.zoetrope.web.stream;

import java.io.IOException;

/** Who asked has left: there is nobody to write to, and nothing to tell. */
public final class ClientGoneException extends IOException {
  private static final long serialVersionUID = 1;

  ClientGoneException() {
    super("The client has left.");
  }
}
