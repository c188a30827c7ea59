package io.zoetrope.core.ingest;

import java.io.IOException;

/** A picture that nobody should be shown; the message says what is wrong with it. */
public final class BrokenPictureException extends IOException {
  private static final long serialVersionUID = 1;

  /** Makes one; the message ends a sentence, as in "truncated: no end-of-image marker". */
  public BrokenPictureException(String message) {
    super(message);
  }
}
