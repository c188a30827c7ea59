package io.zoetrope.web.http;

import java.io.IOException;

/** Who sends a body is connected but sends nothing. */
public final class SilentSenderException extends IOException {
  private static final long serialVersionUID = 1;

  SilentSenderException(String message) {
    super(message);
  }
}
