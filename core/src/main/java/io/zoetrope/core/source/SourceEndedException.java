package io.zoetrope.core.source;

import java.io.IOException;

/**
 * The source has ended as it should, for example because it delivers one picture per connection. If
 * it has delivered pictures, that is not a failure: it is opened again at once.
 */
public final class SourceEndedException extends IOException {
  private static final long serialVersionUID = 1;

  /** Makes one; the message is a sentence for people, without secrets. */
  public SourceEndedException(String message) {
    super(message);
  }
}
