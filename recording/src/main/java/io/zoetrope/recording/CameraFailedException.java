package io.zoetrope.recording;

import java.io.IOException;

/** A camera has shown no picture; the message says why, in a sentence for people. */
final class CameraFailedException extends IOException {
  private static final long serialVersionUID = 1;

  CameraFailedException(String message) {
    super(message);
  }
}
