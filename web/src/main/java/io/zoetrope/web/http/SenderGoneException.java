package io.zoetrope.web.http;

import java.io.IOException;

/** The connection of who sends a body has broken off: there is nobody left to tell. */
public final class SenderGoneException extends IOException {
  private static final long serialVersionUID = 1;

  SenderGoneException(String message) {
    super(message);
  }
}
