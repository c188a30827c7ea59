package io.zoetrope.core.source;

import java.io.IOException;

/**
 * The camera refuses the login. Trying again will not change that and may lock the account, so a
 * camera whose source fails with this is soon tried only every few minutes.
 */
public final class LoginRefusedException extends IOException {
  private static final long serialVersionUID = 1;

  /** Makes one; the message is a sentence for people, without secrets. */
  public LoginRefusedException(String message) {
    super(message);
  }
}
