package io.zoetrope.web.publish;

import java.io.IOException;

/** The publisher is connected but sends nothing. */
final class SilentPublisherException extends IOException {
  private static final long serialVersionUID = 1;

  SilentPublisherException(String message) {
    super(message);
  }
}
