package io.zoetrope.core.driver;

import java.io.IOException;

/** The camera does not take a value; the message is a sentence for people that says why. */
public final class ControlRefusedException extends IOException {
  private static final long serialVersionUID = 1;

  public ControlRefusedException(String message) {
    super(message);
  }
}
