package io.zoetrope.web.http;

import java.io.IOException;

/** The sender of a body is connected but sends nothing. */
public final class UploadTimeoutException extends IOException {
  private static final long serialVersionUID = 1;

  UploadTimeoutException(String message) {
    super(message);
  }
}
