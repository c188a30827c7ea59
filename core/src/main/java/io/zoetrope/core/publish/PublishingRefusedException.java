package io.zoetrope.core.publish;

import java.io.IOException;

/** Somebody may not publish; the message is a sentence that says what to do. */
public final class PublishingRefusedException extends IOException {
  private static final long serialVersionUID = 1;

  /** Why. */
  public enum Reason {
    /** The key is missing or wrong. */
    KEY,
    /** Somebody else publishes. */
    BUSY,
    /** Somebody else has taken over. */
    REPLACED
  }

  private final Reason reason;

  /** Makes one; the message is a sentence for whoever tried to publish. */
  public PublishingRefusedException(Reason reason, String message) {
    super(message);
    this.reason = reason;
  }

  /** Why, for programs. */
  public Reason reason() {
    return reason;
  }
}
