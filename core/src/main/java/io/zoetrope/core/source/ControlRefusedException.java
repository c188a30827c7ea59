package io.zoetrope.core.source;

import java.io.IOException;

/** The camera does not take a value; the message is a sentence for people that says why. */
public final class ControlRefusedException extends IOException {
  private static final long serialVersionUID = 1;

  /** Makes one that says to people, in a sentence, what the camera does not take and why. */
  public ControlRefusedException(String message) {
    super(message);
  }
}
