package io.zoetrope.web.publish;

import java.io.IOException;

/** The publisher's connection has broken off: there is nobody left to tell. */
final class PublisherGoneException extends IOException {
  private static final long serialVersionUID = 1;

  PublisherGoneException(String message) {
    super(message);
  }
}
