package io.zoetrope.drivers.support;

import java.io.IOException;

/** A picture that nobody should be shown; the message says what is wrong with it. */
public final class BrokenPictureException extends IOException {
  private static final long serialVersionUID = 1;

  public BrokenPictureException(String message) {
    super(message);
  }
}
