package io.zoetrope.web.http;

import java.io.IOException;

/** The sender of a body has disconnected: there is nobody left to answer. */
public final class UploadAbortedException extends IOException {
  private static final long serialVersionUID = 1;

  UploadAbortedException(String message) {
    super(message);
  }
}
