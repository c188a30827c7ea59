package io.zoetrope.core.source;

/** A camera's URI cannot be right; the message is a sentence that says what to write instead. */
public final class BadCameraUriException extends IllegalArgumentException {
  private static final long serialVersionUID = 1;

  /** Makes one; the message must not show the secrets of the URI. */
  public BadCameraUriException(String message) {
    super(message);
  }
}
